"""The dossier on two countries: gathered from the canned reports, written as one HTML page or as Markdown."""
