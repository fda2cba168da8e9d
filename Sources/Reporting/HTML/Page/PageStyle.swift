/// The style sheet of the page.
enum PageStyle {
  /// It contains neither `<` nor an ampersand.
  static let text = MathFont.rule + colors + layout + typography + tables + parts + print

  /// Light, and dark where the reader prefers it; paper is always light.
  private static let colors = """
    :root {
      color-scheme: light dark;
      --ink: #1b1b1a; --paper: #fffefb; --surface: #f6f4ee; --muted: #5c6068; --line: #d8d4ca;
      --accent: #1d4ed8; --subnetwork: #0f6b63; --exotic: #9a4a06; --inactive: #666b75;
      --redundant: #6d28d9; --plateau: #b91c1c; --searched: #5c6068;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --ink: #e9e7e1; --paper: #16181c; --surface: #1f2227; --muted: #a6abb5; --line: #3b4048;
        --accent: #8fb4ff; --subnetwork: #5fd0c0; --exotic: #f3b063; --inactive: #a1a7b2;
        --redundant: #c3a6ff; --plateau: #ff8f8f; --searched: #a6abb5;
      }
    }

    """

  private static let layout = """
    * { box-sizing: border-box; }
    html { background: var(--paper); color: var(--ink); }
    @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
    body { margin: 0; }
    main { max-width: 50rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
    section { margin-top: 3rem; scroll-margin-top: 1rem; }
    .scroll { overflow-x: auto; max-width: 100%; margin: 0.9rem 0; }
    .scroll:focus-visible, a:focus-visible, summary:focus-visible {
      outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px;
    }
    .unseen {
      position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
      white-space: nowrap;
    }
    nav ul {
      list-style: none; margin: 0; padding: 0.6rem 0; display: flex; flex-wrap: wrap;
      gap: 0.25rem 1.1rem; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line);
      font: 0.9rem/1.5 var(--sans);
    }

    """

  private static let typography = """
    :root {
      --serif: "Source Serif 4", "Iowan Old Style", Palatino, "Palatino Linotype", Charter, Georgia,
        "Liberation Serif", "DejaVu Serif", serif;
      --sans: "Source Sans 3", "Inter", system-ui, "Segoe UI", Helvetica, Arial, "Liberation Sans",
        "DejaVu Sans", sans-serif;
      --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono",
        monospace;
    }
    body { font: 1.0625rem/1.6 var(--serif); overflow-wrap: break-word; hyphens: auto; }
    h1, h2, h3 { line-height: 1.25; font-weight: 600; hyphens: manual; text-wrap: balance; }
    h1 { font-size: 2rem; margin: 0 0 0.4rem; }
    h2 { font-size: 1.4rem; margin: 0 0 0.8rem; padding-bottom: 0.3rem;
      border-bottom: 1px solid var(--line); }
    h3 { font-size: 1.1rem; margin: 1.8rem 0 0.5rem; }
    p { margin: 0.7rem 0; }
    .subtitle { color: var(--muted); margin: 0 0 1.4rem; }
    a { color: var(--accent); text-underline-offset: 0.15em; text-decoration-thickness: 0.06em; }
    code, pre { font-family: var(--mono); font-size: 0.86em; hyphens: none; }
    pre { margin: 0; line-height: 1.45; white-space: pre-wrap; overflow-wrap: anywhere; }
    math { font-family: "Report Math", "STIX Two Math", "Latin Modern Math", "Cambria Math", math,
        var(--serif); font-size: 1.1em; }
    .polynomial { line-height: 2; }
    figure { margin: 1.2rem 0; }
    figure svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
    figcaption { font: 0.9rem/1.5 var(--sans); color: var(--muted); margin-top: 0.5rem; }
    svg text { font-family: var(--sans); }

    """

  private static let tables = """
    table { border-collapse: collapse; font: 0.9rem/1.45 var(--sans); min-width: 100%; hyphens: none; }
    th, td { padding: 0.4rem 0.6rem; text-align: left; vertical-align: baseline;
      border-bottom: 1px solid var(--line); }
    thead th { font-weight: 600; color: var(--muted); border-bottom: 1.5px solid var(--muted);
      white-space: nowrap; }
    tbody th { font-weight: 400; white-space: nowrap; }
    th:first-child, td:first-child { padding-left: 0.25rem; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    .explanation { display: block; min-width: 14rem; }
    table.matrix th, table.matrix td { text-align: center; white-space: nowrap; }
    table.matrix { min-width: 0; }
    @media (max-width: 36rem) {
      /* Columns keep a readable width; the box around the table scrolls. */
      .scroll > table:not(.matrix) { width: max-content; max-width: 42rem; }
    }
    .zero { color: var(--muted); }
    dl.fields { margin: 0.9rem 0; font: 0.95rem/1.5 var(--sans); }
    dl.fields div { display: grid; grid-template-columns: minmax(9rem, 16rem) 1fr; gap: 0.2rem 1.2rem;
      padding: 0.3rem 0; border-bottom: 1px solid var(--line); }
    dt { color: var(--muted); }
    dd { margin: 0; min-width: 0; font-variant-numeric: tabular-nums; }

    """

  private static let parts = """
    .badge, .kind, .state {
      font: 600 0.78rem/1.4 var(--sans); white-space: nowrap; padding: 0.05rem 0.5rem;
      border: 1px solid currentColor; border-radius: 999px;
    }
    .badge.proven { color: var(--subnetwork); }
    .badge.probabilistic { color: var(--accent); border-style: dashed; }
    .badge.numerical { color: var(--exotic); border-style: dashed; }
    .badge.searched { color: var(--searched); border-style: dotted; }
    .kind.subnetwork { color: var(--subnetwork); border-radius: 4px; }
    .kind.exotic { color: var(--exotic); border-radius: 4px; border-style: dashed; }
    .state { border-radius: 4px; color: var(--ink); }
    .state.inactive-in, .state.inactive-out { color: var(--inactive); border-style: dashed; }
    .state.redundant { color: var(--redundant); }
    .detail { color: var(--muted); }
    .findings { padding-left: 1.2rem; }
    .findings li { margin: 0.5rem 0; }
    .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 0.3rem 1.4rem; padding: 0;
      margin: 0.6rem 0 1.2rem; font: 0.85rem/1.5 var(--sans); color: var(--muted);
      justify-content: center; }
    .legend svg { vertical-align: -0.25em; margin-right: 0.25em; }
    .drawing svg { max-width: 34rem; max-height: 28rem; }
    .drawing.small svg { max-width: 24rem; }
    .plot .scroll { margin: 0; }
    .matrix math { font-size: 1em; }
    .wide { width: min(100vw - 2.5rem, 76rem); margin-left: 50%; transform: translateX(-50%); }
    .matrices { display: flex; flex-wrap: wrap; gap: 0.8rem 2rem; align-items: center;
      padding: 0.2rem 0; }
    details { margin: 0.8rem 0; }
    summary { cursor: pointer; font: 600 0.95rem/1.5 var(--sans); color: var(--accent); }
    .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr));
      gap: 1.2rem; align-items: start; }
    .card { border: 1px solid var(--line); border-top: 3px solid var(--subnetwork);
      border-radius: 6px; padding: 1rem 1.1rem; min-width: 0; background: var(--paper); }
    .card.exotic { border-top: 3px dashed var(--exotic); }
    .card h3 { margin-top: 0.6rem; }
    .card svg { display: block; max-width: 100%; max-height: 15rem; height: auto; margin: 0 auto; }
    .card p { margin: 0.5rem 0; }
    .card .label, .card .facts { font: 0.9rem/1.5 var(--sans); color: var(--muted); }
    .equations { list-style: none; padding: 0; margin: 0.5rem 0; line-height: 2; }
    .hasse svg { display: block; }
    .hasse .scroll svg { max-width: none; margin: 0 auto; }
    .hasse .scroll svg.large { max-width: 100%; min-width: 46rem; height: auto; }
    .hasse a { cursor: pointer; }
    .hasse a:hover rect, .hasse a:focus rect, .hasse a.shown rect { stroke-width: 3.2;
      fill: var(--surface); }
    .hasse a:focus { outline: none; }
    .hasse a:focus-visible rect { stroke: var(--accent); stroke-width: 3.6; }
    .panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr));
      gap: 1.2rem; }
    .interactive .panels { display: block; position: sticky; bottom: 0; background: var(--paper);
      padding-bottom: 0.5rem; max-width: 24rem; margin: 0 auto; }
    .interactive .panel svg { max-height: 11rem; }
    @media (min-width: 60rem) {
      .interactive { display: grid; grid-template-columns: minmax(0, 1fr) 19rem; gap: 1.5rem;
        align-items: start; }
      .interactive .panels { top: 1.5rem; bottom: auto; margin-top: 0.9rem; }
    }
    .panel { margin: 0; padding: 1rem; border: 1px solid var(--line); border-radius: 6px; }
    .panel svg { max-height: 14rem; }
    .panel[hidden] { display: none; }
    .command .word { display: inline-block; max-width: 100%; overflow-wrap: anywhere; }
    .remark { color: var(--muted); }
    @media (max-width: 34rem) {
      body { font-size: 1rem; }
      main { padding-top: 1.4rem; }
      h1 { font-size: 1.6rem; }
      .plot svg { width: 34rem; max-width: none; }
      dl.fields div { grid-template-columns: 1fr; gap: 0; }
    }

    """

  private static let print = """
    @media print {
      @page { margin: 18mm; }
      html { background: none; }
      body { font-size: 10.5pt; }
      main { max-width: none; padding: 0; }
      nav { display: none; }
      section { margin-top: 1.6rem; }
      h2, h3 { break-after: avoid; }
      figure, .card, tr, .panel { break-inside: avoid; }
      .scroll { overflow: visible; }
      .wide { width: auto; margin-left: 0; transform: none; }
      .wide svg { max-width: 100%; height: auto; }
      .cards { grid-template-columns: 1fr 1fr; }
      table.matrix { font-size: 6.5pt; }
      table.matrix th, table.matrix td { padding: 0.15rem 0.25rem; }
      .interactive { display: block; }
      .interactive .panels { display: grid; position: static; max-width: none; }
      .panel[hidden] { display: block; }
      a { color: inherit; text-decoration: none; }
      details::details-content { content-visibility: visible; block-size: auto; }
    }

    """
}
