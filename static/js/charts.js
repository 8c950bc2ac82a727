// Draws every <canvas data-chart="id"> from the JSON block of that id. Palette: Okabe and Ito, tells apart
// for colour-blind eyes, the same in light and dark.
(function () {
  "use strict";
  const PALETTE = ["#11857A", "#E69F00", "#56B4E9", "#D55E00", "#CC79A7", "#0072B2", "#8C8C8C"];
  const LIGHT = new Set(["#E69F00", "#56B4E9", "#CC79A7", "#8C8C8C"]);  // dark letters stand on these
  const locale = document.documentElement.lang || "id";
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const shareFormat = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const drawn = new Map();

  function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }
  function label(value, unit) {
    if (value === null) return "";
    return unit === "%" ? shareFormat.format(value) + "%" : format.format(value) + (unit ? " " + unit : "");
  }
  const tick = (value, unit) => format.format(value) + (unit === "%" ? unit : "");

  // Long names beside the bars go on several lines; on a phone they would be cut off.
  function lines(text, room) {
    const found = [""];
    String(text).split(" ").forEach((word) => {
      const last = found.length - 1, longer = found[last] ? found[last] + " " + word : word;
      if (found[last] && longer.length > room) found.push(word); else found[last] = longer;
    });
    return found.length > MOST_LINES ? [...found.slice(0, MOST_LINES - 1), found[MOST_LINES - 1] + " …"] : found;
  }
  const MOST_LINES = 3, NARROW = 520, LINE = 16;
  const room = (width) => (width < NARROW ? 20 : 36);
  // Bars beside names of several lines need a higher box than its class gives, or the names run into each other.
  function makeRoom(canvas, data) {
    const box = canvas.parentElement;
    box.style.height = "";
    if (!data.horizontal) return;
    const highest = Math.max(...data.labels.map((name) => lines(name, room(box.clientWidth)).length));
    const needed = data.labels.length * (highest * LINE + 8) + 70;
    if (needed > box.clientHeight) box.style.height = needed + "px";
  }
  const short = (unit) => (unit === "%" ? unit : "");  // other units stand at the axis

  // Values stand at the bars and points, so that no one has to guess along grid lines.
  const directLabels = {
    id: "directLabels",
    afterDatasetsDraw(chart, _args, options) {
      if (options.count > 40 || options.kind === "radar") return;
      const context = chart.ctx;
      context.save();
      context.font = "600 12px system-ui, sans-serif";
      chart.data.datasets.forEach((series, index) => {
        const meta = chart.getDatasetMeta(index);
        if (meta.hidden) return;
        meta.data.forEach((mark, position) => {
          const value = series.data[position];
          if (value === null || value === undefined) return;
          place(context, mark, label(value, short(options.unit)), { ...options, fill: PALETTE[index % PALETTE.length] }, chart);
        });
      });
      context.restore();
    },
  };
  function place(context, mark, text, options, chart) {
    if (options.kind === "doughnut") return;
    const width = context.measureText(text).width;
    context.fillStyle = options.ink;
    if (options.stacked) {
      const room = options.horizontal ? Math.abs(mark.x - mark.base) : Math.abs(mark.base - mark.y);
      if (room < (options.horizontal ? width + 8 : 18)) return;
      context.fillStyle = LIGHT.has(options.fill) ? "#1B1B1B" : "#FFFFFF";
      context.textAlign = "center"; context.textBaseline = "middle";
      const middle = options.horizontal ? (mark.x + mark.base) / 2 : (mark.y + mark.base) / 2;
      context.fillText(text, options.horizontal ? middle : mark.x, options.horizontal ? mark.y : middle);
    } else if (options.horizontal) {
      const inside = mark.x + width + 10 > chart.width;
      context.textAlign = inside ? "right" : "left"; context.textBaseline = "middle";
      if (inside) context.fillStyle = "#FFFFFF";
      context.fillText(text, mark.x + (inside ? -6 : 6), mark.y);
    } else {
      context.textAlign = "center"; context.textBaseline = "bottom";
      context.fillText(text, mark.x, mark.y - 4);
    }
  }

  // A ring has no room for letters: its legend carries values and shares.
  function shares(chart) {
    const values = chart.data.datasets[0].data, sum = values.reduce((a, b) => a + (b || 0), 0);
    const entries = window.Chart.overrides.doughnut.plugins.legend.labels.generateLabels(chart);
    const share = (value) => (sum ? " (" + label((100 * value) / sum, "%") + ")" : "");
    return entries.map((entry, i) => ({ ...entry, text: entry.text + ": " + format.format(values[i]) + share(values[i]) }));
  }

  function settings(data) {
    const ink = colour("--tblr-body-color") || "#333333";
    const line = colour("--chart-grid") || "#DDDDDD";
    const round = data.type === "doughnut", radar = data.type === "radar";
    const axis = (value) => ({
      stacked: Boolean(data.stacked), beginAtZero: true, ...(value && data.range && { min: data.range[0], max: data.range[1] }), border: { display: !value, color: line }, grace: value && !data.stacked ? "8%" : 0,
      grid: { display: value, color: line }, ticks: { color: ink, autoSkip: value, ...(value && { maxTicksLimit: 6, callback: (v) => tick(v, short(data.unit)) }),
        ...(!value && data.horizontal && { callback(index) { return lines(this.getLabelForValue(index), room(this.chart.width)); } }) },
      title: { display: Boolean(value && data.unit && !short(data.unit)), text: data.unit, color: ink }, offset: !value,
    });
    // Levels 1 to 5 on every spoke, the names on several lines; codes where so many names would lie upon each other.
    const spokes = {
      min: 0, max: 5, grid: { color: line }, angleLines: { color: line }, ticks: { stepSize: 1, color: ink, backdropColor: "transparent" },
      pointLabels: { color: ink, font: ({ chart }) => ({ size: chart.width < NARROW ? 10 : 12 }), callback(name, index) { return data.codes ? data.codes[index] : lines(name, this.chart.width < NARROW ? 12 : 16); } },
    };
    return {
      type: data.type || "bar",
      data: { labels: data.labels, datasets: data.series.map((series, index) => ({
        label: series.name, data: series.values,
        backgroundColor: round ? data.labels.map((_l, i) => PALETTE[i % PALETTE.length]) : PALETTE[index % PALETTE.length],
        borderColor: round ? colour("--surface") : PALETTE[index % PALETTE.length],
        ...(radar && { backgroundColor: PALETTE[index % PALETTE.length] + "33", borderDash: index ? [6, 4] : [] }),
        ...(data.type === "line" && { borderDash: index < PALETTE.length ? [] : [6, 4] }),
        borderWidth: data.type === "line" || radar ? 2.5 : round ? 2 : 0, borderRadius: 3, maxBarThickness: 36, pointRadius: 4, tension: 0.2,
      })) },
      options: {
        responsive: true, maintainAspectRatio: false, animation: false, locale, indexAxis: data.horizontal ? "y" : "x",
        scales: round ? {} : radar ? { r: spokes } : { x: axis(Boolean(data.horizontal)), y: axis(!data.horizontal) },
        layout: { padding: { top: 18, right: 8 } },
        plugins: {
          legend: { display: round || data.series.length > 1, position: "bottom", labels: { color: ink, boxWidth: 14, ...(round && { generateLabels: shares }) } },
          tooltip: { callbacks: { label: (item) => (item.dataset.label || item.label) + ": " + label(item.raw, data.unit) } },
          directLabels: { unit: data.unit, ink, kind: data.type, stacked: data.stacked, horizontal: data.horizontal, count: data.labels.length * data.series.length },
        },
      },
      plugins: [directLabels],
    };
  }

  window.Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  function draw(within) {
    within.querySelectorAll("canvas[data-chart]").forEach((canvas) => {
      const source = document.getElementById(canvas.dataset.chart);
      if (!source) return;
      if (drawn.has(canvas)) drawn.get(canvas).destroy();
      const data = JSON.parse(source.textContent);
      makeRoom(canvas, data);
      drawn.set(canvas, new window.Chart(canvas, settings(data)));
    });
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => draw(document));
  else draw(document);
  document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) draw(event.target); });
  document.documentElement.addEventListener("themechange", () => draw(document));
})();
