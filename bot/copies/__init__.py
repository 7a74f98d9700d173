"""Printed copies of kits: asked for by organisations, treated by who holds the stock, told afterwards."""
