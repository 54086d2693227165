from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import pjrd_extract

SOURCE = Path(inspect.getfile(pjrd_extract))


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize("name", pjrd_extract.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(pjrd_extract, name)
    assert isinstance(value, str) or inspect.getdoc(value)


def test_what_type_checkers_see_is_what_is_imported() -> None:
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    guarded, _ = [node for node in tree.body if isinstance(node, ast.If)]
    seen = {
        alias.name: node.module.removeprefix("pjrd_extract.")
        for node in guarded.body
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    assert seen == pjrd_extract._MODULES
    assert sorted([*seen, "__version__"]) == sorted(pjrd_extract.__all__)


@pytest.mark.parametrize("name", ["extraction", "pipelines"])
def test_unknown_names_are_refused(name: str) -> None:
    with pytest.raises(AttributeError, match=f"no attribute '{name}'"):
        getattr(pjrd_extract, name)


def test_names_can_be_listed() -> None:
    assert set(pjrd_extract.__all__) <= set(dir(pjrd_extract))


@pytest.mark.parametrize(
    "first",
    ["pass", "import pjrd_extract.extract.kinds", "from pjrd_extract.extract.context import Context"],
)
def test_extract_is_the_function_whatever_is_imported_first(first: str) -> None:
    assert run(f"{first}\nfrom pjrd_extract import extract\nprint(type(extract).__name__)") == "function"
    assert (
        run(f"from pjrd_extract import extract\n{first}\nimport pjrd_extract\nprint(pjrd_extract.extract is extract)")
        == "True"
    )


@pytest.mark.parametrize("first", ["pass", "from pjrd_extract import extract"])
@pytest.mark.parametrize(
    "way",
    [
        "import pjrd_extract.extract.kinds as kinds",
        "import pjrd_extract.extract.kinds\nkinds = pjrd_extract.extract.kinds",
        "import pydoc\nkinds = pydoc.locate('pjrd_extract.extract.kinds')",
    ],
)
def test_the_modules_behind_the_function_of_their_name_are_reached(first: str, way: str) -> None:
    assert run(f"{first}\n{way}\nprint(kinds.__name__, kinds.ArticleKind.__name__)") == (
        "pjrd_extract.extract.kinds ArticleKind"
    )


def test_extract_still_is_called_and_pickled_as_a_function() -> None:
    code = "import inspect, pickle, pjrd_extract as p\n"
    code += "print(pickle.loads(pickle.dumps(p.extract)) is p.extract, p.extract.__name__, p.extract.__module__,"
    code += " list(inspect.signature(p.extract).parameters)[0], inspect.getdoc(p.extract)[:12])"
    assert run(code) == "True extract pjrd_extract.pipeline source The bulletin"


def test_importing_the_package_imports_nothing_heavy() -> None:
    loaded = run("import sys, pjrd_extract; print(*sys.modules)").split()
    assert not {"pydantic", "regex", "cn2an", "dateutil", "argparse"} & set(loaded)


def test_the_version_is_told_without_the_library() -> None:
    code = "import sys\nfrom pjrd_extract.cli import main\ntry: main(['--version'])\nfinally: print(*sys.modules)"
    version, loaded = run(code).split("\n")
    assert version == f"pjrd-extract {pjrd_extract.__version__}"
    assert not {"pydantic", "regex", "cn2an", "dateutil"} & set(loaded.split())
