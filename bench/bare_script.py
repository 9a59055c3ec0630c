"""The least that the commands need: an argument parser, a reader of TOML and a database, and a line to say."""

import sqlite3
import tomllib

import click

click.echo(f"click, {tomllib.__name__} and {sqlite3.__name__} are there")
