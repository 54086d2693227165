from __future__ import annotations

import pytest
from tests.formats.printing import Printer


@pytest.fixture(scope="session")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Printer:
    return Printer(tmp_path_factory.mktemp("printed"))
