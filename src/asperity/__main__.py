"""`python -m asperity`: the same as the command `asperity`."""

from asperity.cli.entry import main

if __name__ == "__main__":
    main()
