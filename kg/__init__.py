"""What a person runs: commands, workspace, reports, analysis and export."""
