"""The name of a metric: the shortest noun phrase around the quantity that says what is measured.

Each rule is a function that is shown a draft with the words around it and answers with a name or passes;
``order.py`` holds the order in which they are asked.
"""
