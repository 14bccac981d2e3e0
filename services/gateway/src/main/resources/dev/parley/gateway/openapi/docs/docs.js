// Runs before the first paint, so that the page never flashes in the wrong theme.
(() => {
  const key = 'parley.theme';
  const root = document.documentElement;

  const stored = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage is switched off: the system's theme it is.
    }
  };

  const systemDark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => {
    const choice = stored();
    return choice === 'dark' || (choice !== 'light' && systemDark.matches);
  };

  const paint = () => {
    const dark = isDark();
    root.classList.toggle('dark-mode', dark);
    const button = document.getElementById('theme');
    if (button) {
      button.textContent = dark ? 'Light' : 'Dark';
      button.setAttribute('aria-label', dark ? 'Switch to the light theme' : 'Switch to the dark theme');
    }
  };

  paint();
  systemDark.addEventListener('change', paint);

  document.addEventListener('DOMContentLoaded', () => {
    paint();
    document.getElementById('theme').addEventListener('click', () => {
      const next = isDark() ? 'light' : 'dark';
      try {
        localStorage.setItem(key, next);
      } catch {
        root.classList.toggle('dark-mode', next === 'dark');
        return;
      }
      paint();
    });

    window.SwaggerUIBundle({
      url: '/v1/openapi.json',
      dom_id: '#document',
      deepLinking: true,
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
      defaultModelExpandDepth: 2,
      displayRequestDuration: true,
      filter: true,
      validatorUrl: null,
      syntaxHighlight: { theme: 'agate' },
    });
  });
})();
