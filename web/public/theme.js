// Runs before the first paint, so that a person who chose dark never sees a white flash. A file of its own because the
// content security policy allows no inline script.
try {
  const theme = localStorage.getItem('parley.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is closed to us: the system's preference applies.
}
