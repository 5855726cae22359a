"""The run, or one file of it, cannot go on."""


class SamverkaError(Exception):
    """What is wrong and, in `do`, what the reader can do about it; both are shown as they stand."""

    def __init__(self, what: str, do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.do = do
