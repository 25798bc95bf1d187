document.title = 'Watchroom';
