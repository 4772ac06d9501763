"""The command line: serve, demo, organiser, import, ledger, check, contract."""

from fair.cli import main

if __name__ == "__main__":
    main()
