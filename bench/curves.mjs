// Two drawings side by side, seconds and MiB against rows, a line for each contender.

const [WIDTH, HEIGHT] = [380, 260];
const EDGE = { left: 60, right: 15, top: 30, bottom: 45 };
const COLOURS = ['#b3261e', '#1a5fb4', '#5e5c64'];

/** The least round number not below. */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

function panel(title, x, points, names) {
  const mostRows = Math.max(...points.map(({ rows }) => rows));
  const most = roundUp(Math.max(...points.flatMap(({ values }) => values)));
  const [w, h] = [WIDTH - EDGE.left - EDGE.right, HEIGHT - EDGE.top - EDGE.bottom];
  const at = (rows, value) =>
    [x + EDGE.left + (rows / mostRows) * w, EDGE.top + h - (value / most) * h].map((n) => n.toFixed(1));
  const grid = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const [, y] = at(0, most * share);
    return `<line x1="${x + EDGE.left}" y1="${y}" x2="${x + EDGE.left + w}" y2="${y}" stroke="#ddd"/><text x="${x + EDGE.left - 6}" y="${Number(y) + 4}" text-anchor="end">${(most * share).toLocaleString('en')}</text>`;
  });
  const marks = [0, mostRows / 2, mostRows].map((rows) => {
    const [px, py] = at(rows, 0);
    return `<text x="${px}" y="${Number(py) + 16}" text-anchor="middle">${rows.toLocaleString('en')}</text>`;
  });
  const lines = names.map((_, i) => {
    const line = points.map(({ rows, values }) => at(rows, values[i]).join(',')).join(' ');
    const dots = points.map(({ rows, values }) => {
      const [px, py] = at(rows, values[i]);
      return `<circle cx="${px}" cy="${py}" r="2.5" fill="${COLOURS[i]}"/>`;
    });
    return `<polyline fill="none" stroke="${COLOURS[i]}" stroke-width="1.8" points="${line}"/>${dots.join('')}`;
  });
  return `<text x="${x + EDGE.left}" y="18" font-weight="bold">${title}</text>${[...grid, ...marks, ...lines].join('\n')}`;
}

/** @param measured `{ rows, figures: { name: { wall, memory } } }` of each size */
export function curves(measured, names) {
  const ordered = [...measured].sort((a, b) => a.rows - b.rows);
  const of = (key) =>
    ordered.map(({ rows, figures }) => ({ rows, values: names.map((name) => figures[name][key]) }));
  const legend = names.map(
    (name, i) =>
      `<rect x="${EDGE.left + i * 220}" y="${HEIGHT - 12}" width="12" height="4" fill="${COLOURS[i]}"/><text x="${EDGE.left + i * 220 + 18}" y="${HEIGHT - 7}">${name}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * 2} ${HEIGHT}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="white"/>
${panel('seconds', 0, of('wall'), names)}
${panel('MiB', WIDTH, of('memory'), names)}
${legend.join('\n')}
</svg>
`;
}
