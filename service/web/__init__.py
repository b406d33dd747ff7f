"""The browser's door: pages made on the server, usable without JavaScript, with no request to another host."""
