"""What a session is: pure rules and data, without Qt, files, clocks or chance."""
