/// The style sheet of a page.
enum PageStyle {
    static let sheet = Theme.styleSheet + "\n" + page + "\n" + tables + "\n" + narrow

    private static let page = """
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--background); color: var(--foreground);
          font: 1rem/1.55 system-ui, sans-serif; -webkit-text-size-adjust: 100%; }
        main { max-width: 76rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
        h1 { font-size: clamp(1.5rem, 1.1rem + 1.6vw, 2.2rem); line-height: 1.2;
          letter-spacing: -0.015em; margin: 0 0 0.75rem; text-wrap: balance; }
        h2 { font-size: 1.2rem; line-height: 1.3; margin: 2.75rem 0 0.75rem; }
        p { margin: 0 0 0.75rem; max-width: 68ch; }
        p.note { max-width: 100ch; }
        .summary { font-size: 1.06rem; }
        .note, caption, figcaption { color: var(--muted); font-size: 0.875rem; line-height: 1.5; }
        .figures { display: grid; gap: 2rem 2.5rem;
          grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); }
        figure { margin: 0; max-width: 40rem; break-inside: avoid; }
        figure svg { display: block; width: 100%; height: auto; overflow: visible; }
        figure.across { grid-column: 1 / -1; max-width: none; }
        .across div { overflow-x: auto; }
        .across svg { min-width: 44rem; }
        figcaption { margin-top: 0.5rem; text-wrap: pretty; }
        figcaption strong { color: var(--foreground); }
        pre { margin: 0; padding: 0.9rem 1.1rem; overflow-x: auto; border-radius: 6px;
          border: 1px solid var(--grid); white-space: pre-wrap; overflow-wrap: anywhere; }
        a { color: var(--link); text-underline-offset: 0.15em; }
        :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
        nav ol { display: flex; flex-wrap: wrap; gap: 0.2rem 1.4rem; list-style: none; margin: 1rem 0 0;
          padding: 0.6rem 0; border-block: 1px solid var(--grid); font-size: 0.95rem; }
        figure.whole { grid-column: 1 / -1; max-width: none; }
        .whole svg { min-width: 44rem; }
        p.data { margin: 0.3rem 0 0; font-size: 0.875rem; }
        button { font: inherit; color: inherit; background: none; border: 0; padding: 0; margin: 0;
          cursor: pointer; text-align: inherit; }
        .tools { font-size: 0.875rem; color: var(--muted); margin: 0.4rem 0 0; }
        .tools button { color: var(--link); text-decoration: underline; text-underline-offset: 0.15em; }
        code { font: 0.9rem/1.5 ui-monospace, monospace; }
        """

    private static let tables = """
        table { border-collapse: collapse; font-variant-numeric: tabular-nums lining-nums; }
        caption { caption-side: bottom; text-align: left; padding: 0.6rem 0 0; }
        th, td { padding: 0.42rem 0.7rem; text-align: right; font-weight: 400; }
        th:first-child, td:first-child { text-align: left; padding-left: 0; }
        th:last-child, td:last-child { padding-right: 0; }
        thead th { color: var(--muted); font-size: 0.875rem; vertical-align: bottom;
          line-height: 1.3; padding-block: 0.25rem; }
        thead th[colspan] { text-align: center; }
        thead th[colspan]::after { content: ""; display: block; margin-top: 0.3rem;
          border-bottom: 1px solid var(--grid); }
        thead tr + tr:last-child th:first-child { text-align: right; padding-left: 0.7rem; }
        .results { width: 100%; border-top: 1.5px solid var(--foreground); }
        .results tbody { border-block: 1px solid var(--foreground); }
        .results tbody tr + tr { border-top: 1px solid var(--grid); }
        .results td { white-space: nowrap; }
        .results tbody th { font-weight: 600; }
        .best strong { font-weight: 700; text-decoration: underline;
          text-decoration-thickness: 1.5px; text-underline-offset: 0.18em; }
        .sortable th button:hover { text-decoration: underline; }
        [aria-sort] button::after { content: " \\25BC"; font-size: 0.7em; }
        [aria-sort=ascending] button::after { content: " \\25B2"; }
        .wide { overflow-x: auto; }
        .pair { display: flex; flex-wrap: wrap; gap: 0 4rem; align-items: flex-start; }
        .pair > div { max-width: 100%; }
        .wide + .wide, .tools + .wide { margin-top: 1.2rem; }
        .classes { font-size: 0.95rem; }
        .classes tbody { border-block: 1px solid var(--foreground); }
        .classes tbody tr + tr { border-top: 1px solid var(--grid); }
        .classes tbody th, .classes tfoot th, .classes .key, .classes .words { text-align: left; }
        .classes tfoot { color: var(--muted); }
        .classes .hit { font-weight: 700; }
        h3 { font-size: 1rem; margin: 1.6rem 0 0.5rem; }
        .list { font-size: 0.95rem; }
        .list th, .list td { text-align: left; padding: 0.28rem 2rem 0.28rem 0;
          vertical-align: top; overflow-wrap: anywhere; }
        .list th { color: var(--muted); white-space: nowrap; }
        .list tr + tr { border-top: 1px solid var(--grid); }
        """

    /// Small screens read cards instead of a wide table; paper reads everything in one column of
    /// black on white.
    private static let narrow = """
        @media screen and (max-width: 50rem) {
          main { padding: 1.5rem 1rem 3rem; }
          .results, .results tbody, .results tr, .results caption { display: block; }
          .results, .results tbody { border: 0; }
          .results caption { padding: 0 0 1rem; }
          .results thead { display: none; }
          .results tbody tr { border-top: 1.5px solid var(--foreground); padding: 0.5rem 0 0.9rem; }
          .results tbody th { display: block; padding: 0 0 0.2rem; font-size: 1.05rem; }
          .results td { display: flex; justify-content: space-between; gap: 1rem;
            padding: 0.16rem 0; white-space: normal; }
          .results td::before { content: attr(data-heading); color: var(--muted); }
          .list { width: 100%; }
          .list th { white-space: normal; padding-right: 1rem; width: 38%; }
          .list td { padding-right: 0; }
        }
        @media print {
          @page { margin: 16mm; }
          html { font-size: 9.5pt; }
          main { max-width: none; padding: 0; }
          h2 { break-after: avoid; }
          nav, .tools, p.data { display: none; }
          .results th, .results td { padding-inline: 0.3rem; }
          .figures { grid-template-columns: 1fr 1fr; gap: 1.2rem; }
          tr { break-inside: avoid; }
        }
        """
}
