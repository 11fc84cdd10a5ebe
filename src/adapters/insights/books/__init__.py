"""Workbooks, web pages with tables and CSV files, row by row."""
