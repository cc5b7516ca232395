"""The database: its server, its engine, its tables, its statements."""
