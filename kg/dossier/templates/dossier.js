"use strict";
// The page works without this: the quotes of the matrix then stand open, and a table tells who met whom.

document.documentElement.classList.add("js");

// The matrix: a cell opens its quotes below its line, one cell at a time.
for (const cell of document.querySelectorAll(".cell")) {
  cell.addEventListener("click", () => {
    const opens = cell.getAttribute("aria-expanded") === "false";
    closeCells();
    if (opens) {
      cell.setAttribute("aria-expanded", "true");
      const panel = document.getElementById(cell.getAttribute("aria-controls"));
      panel.classList.add("open");
      panel.closest("tr").classList.add("open");
      panel.focus({ preventScroll: true });
      panel.scrollIntoView({ block: "nearest" });
    }
  });
}
for (const button of document.querySelectorAll(".close")) {
  button.addEventListener("click", () => leave(button.dataset.cell));
}
document.addEventListener("keydown", (event) => {
  const open = document.querySelector(".panel.open");
  if (event.key === "Escape" && open) leave(open.id);
});

function closeCells() {
  for (const cell of document.querySelectorAll('.cell[aria-expanded="true"]')) cell.setAttribute("aria-expanded", "false");
  for (const open of document.querySelectorAll(".panel.open, .words.open")) open.classList.remove("open");
}

function leave(panel) {
  closeCells();
  document.querySelector(`[aria-controls="${panel}"]`).focus();
}

// On paper nothing can be opened: there the timeline tells all that was said.
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const each of opened) each.open = true;
});
window.addEventListener("afterprint", () => {
  for (const each of opened) each.open = false;
});

// Who met whom, in two columns.
const box = document.getElementById("drawing");
if (box) draw(JSON.parse(document.getElementById("drawing-data").textContent));

function draw({ nodes, edges }) {
  const line = 44;
  const highest = Math.max(...[0, 1].map((side) => nodes.filter((node) => node.side === side).length));
  box.style.height = `${highest * line + 16}px`;
  const most = Math.max(1, ...edges.map((edge) => edge.meetings));
  const graph = cytoscape({
    container: box,
    elements: {
      nodes: nodes.map((data) => ({ data })),
      edges: edges.map((data) => ({ data })),
    },
    userZoomingEnabled: false,
    userPanningEnabled: false,
    boxSelectionEnabled: false,
    autoungrabify: true,
    pixelRatio: Math.max(2, window.devicePixelRatio), // names stay sharp
    layout: { name: "preset" },
  });
  const paint = (paper) => graph.style(looks(most, paper)).update();
  const place = () => {
    graph.resize();
    const width = box.clientWidth;
    if (!width) return; // on paper, where a picture stands for it
    graph.resize();
    const margin = Math.min(0.38 * width, 225);
    box.parentElement.style.setProperty("--column", `${margin}px`);
    graph.nodes().forEach((node) => {
      const column = nodes.filter((each) => each.side === node.data("side")).length;
      node.position({
        x: node.data("side") ? width - margin : margin,
        y: ((node.data("place") + 0.5) / column) * (highest * line) + 8,
      });
      node.style("text-max-width", `${margin - 14}px`);
    });
    graph.viewport({ zoom: 1, pan: { x: 0, y: 0 } });
  };
  const choose = document.getElementById("choose");
  const show = (id) => {
    graph.elements().removeClass("faint");
    choose.value = id;
    if (id) {
      const node = graph.getElementById(id);
      graph.elements().not(node.closedNeighborhood()).addClass("faint");
    }
  };
  choose.addEventListener("change", () => show(choose.value));
  graph.on("tap", "node", (event) => show(choose.value === event.target.id() ? "" : event.target.id()));
  graph.on("tap", (event) => event.target === graph && show(""));
  graph.on("mouseover", "node", () => (box.style.cursor = "pointer"));
  graph.on("mouseout", "node", () => (box.style.cursor = "default"));
  new ResizeObserver(place).observe(box);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => paint(false));
  paint(false);
  place();
  window.addEventListener("beforeprint", () => {
    paint(true);
    document.getElementById("drawing-print").src = graph.png({ bg: "#ffffff", scale: 2 });
    paint(false);
  });
  box.dataset.drawn = String(graph.nodes().length);
}

function looks(most, paper) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(paper ? `--paper-${name}` : `--${name}`).trim();
  const sides = [colour("first"), colour("second")];
  return [
    {
      selector: "node",
      style: {
        "background-color": (node) => sides[node.data("side")],
        width: (node) => 10 + 3 * Math.sqrt(node.data("meetings")),
        height: (node) => 10 + 3 * Math.sqrt(node.data("meetings")),
        label: "data(label)",
        color: colour("ink"),
        "font-family": style.getPropertyValue("--sans"),
        "font-size": 14,
        "font-weight": 500,
        "text-valign": "center",
        "text-halign": (node) => (node.data("side") ? "right" : "left"),
        "text-margin-x": (node) => (node.data("side") ? 6 : -6),
        "text-wrap": "wrap",
        "overlay-opacity": 0,
      },
    },
    {
      selector: "edge",
      style: {
        width: (edge) => 1.5 + (6 * (edge.data("meetings") - 1)) / Math.max(1, most - 1),
        "line-color": colour("link"),
        "line-opacity": 0.75,
        "curve-style": "unbundled-bezier",
        "source-endpoint": "90deg",
        "target-endpoint": "270deg",
        "edge-distances": "endpoints",
        "control-point-distances": (edge) => bend(edge),
        "control-point-weights": [0.3, 0.7],
        "overlay-opacity": 0,
      },
    },
    { selector: ".faint", style: { opacity: 0.12 } },
  ];
}

// An S between the columns: it leaves and arrives level.
function bend(edge) {
  const from = edge.source().position();
  const to = edge.target().position();
  const rise = to.y - from.y;
  const length = Math.hypot(to.x - from.x, rise) || 1;
  const away = (0.3 * rise * (to.x - from.x)) / length;
  return [-away, away];
}
