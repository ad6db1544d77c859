"""What users and the world do to Dossier at worst, and what must still hold."""
