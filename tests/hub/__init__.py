"""Tests of a class server; a package, so that its server ends with the last of them."""
