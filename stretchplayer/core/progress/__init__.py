"""What the notes add up to: functions of (records, today), without a clock of their own."""
