// Lines over time in panels below each other, on canvas. New points only; drawn once a frame.

const UNEVEN = 20;
const SPARSE = 12; // fewer points than these are shown one by one: lines between are not known
const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3], [12, 3], [4, 4]];
const GAP = { left: 58, right: 14, top: 26, bottom: 20 };

function nice(low, high, count) {
  const span = high - low || Math.abs(high) || 1;
  const raw = span / count;
  const decade = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * decade).find((m) => m >= raw * 0.999);
  const ticks = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * span; i++) ticks.push(i * step);
  return ticks;
}

function decades(low, high) {
  const first = Math.floor(Math.log10(low)), last = Math.ceil(Math.log10(high));
  const every = Math.max(1, Math.ceil((last - first) / 5));
  let ticks = [];
  for (const parts of every > 1 ? [[1]] : [[1, 2, 5], [1, 3], [1]]) {
    ticks = [];
    for (let k = first; k <= last; k += every)
      for (const m of parts) if (m * 10 ** k >= low * 0.999 && m * 10 ** k <= high * 1.001) ticks.push(m * 10 ** k);
    if (ticks.length <= 5) break;
  }
  return ticks;
}

// As people write it: "0.5", "2 × 10⁻⁴"; a share below 1 is never rounded up to all.
function number(value, unit) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) {
    const [digits, power] = value.toExponential(1).split("e");
    const raised = String(Number(power)).replace("-", "⁻").replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);
    return Number(digits) === 1 ? `10${raised}` : `${Number(digits)} × 10${raised}`;
  }
  if (unit === "%" && value < 100 && value >= 99) return String(Math.min(Number(value.toPrecision(4)), 99.99));
  return String(Number(value.toPrecision(3)));
}

// Values at an axis, with as many digits as they need to differ.
function labels(ticks) {
  const apart = ticks.length > 1 ? Math.abs(ticks[1] - ticks[0]) : 0;
  const largest = Math.max(...ticks.map(Math.abs));
  if (!(apart > 0) || largest >= 1e5 || apart < 1e-3) return ticks.map((tick) => number(tick));
  const places = Math.max(0, -Math.floor(Math.log10(apart) + 1e-9));
  return ticks.map((tick) => String(Number(tick.toFixed(places))));
}

function clock(longest) {
  if (longest > 0 && longest < 1e-3) return [1e-6, "µs"];
  if (longest > 0 && longest < 1) return [1e-3, "ms"];
  if (longest < 300) return [1, "s"];
  return longest < 3 * 3600 ? [60, "min"] : [3600, "h"];
}

export default {
  template: `
    <div class="curves" :data-frames="frames" :data-points="count">
      <ul class="curves-key" v-if="named || lines.filter((line) => line.label).length > 1">
        <li v-for="(line, i) in lines" :key="line.key" v-show="line.label"><svg width="28" height="10" aria-hidden="true"><line x1="1" y1="5" x2="27" y2="5"
          stroke-width="2.5" :stroke="'var(' + ink(i) + ')'" :stroke-dasharray="dashes(i).join(' ')"/></svg>{{ line.label }}</li>
      </ul>
      <canvas ref="canvas" role="img" tabindex="0" :aria-label="told" :style="{height: height + 'px'}"
        @pointermove="point" @pointerleave="leave" @keydown="walk" @blur="leave"></canvas>
      <p class="curves-read" aria-live="off">{{ read }}</p>
    </div>`,
  props: { panels: Array, lines: Array, label: String, named: Boolean, tall: Number, steps: Array },
  data() {
    return { frames: 0, count: 0, told: this.label, read: "", shown: [] };
  },
  computed: {
    height() { return Math.max(this.shown.length, 1) * (this.tall || 132) + 22; },
  },
  created() {
    this.store = {};
    this.begin();
    this.cursor = null;
  },
  mounted() {
    this.size = new ResizeObserver(() => this.redraw());
    this.size.observe(this.$refs.canvas);
    this.look = new MutationObserver(() => this.redraw());
    this.look.observe(document.body, { attributes: true, attributeFilter: ["class"] });
    this.redraw();
  },
  beforeUnmount() {
    this.size.disconnect();
    this.look.disconnect();
    cancelAnimationFrame(this.turn);
  },
  methods: {
    // Lines without a name stand for themselves: plain, in the colour of text.
    rank(i) { return this.lines.slice(0, i).filter((line) => line.label).length; },
    dashes(i) { return this.lines[i].label ? DASHES[this.rank(i) % DASHES.length] : []; },
    ink(i) { return this.lines[i].label ? `--series-${this.rank(i) % 6}` : "--ink-soft"; },
    // Of steps that are told by place, time is 0 to 1 in the first, 1 to 2 in the second.
    begin() {
      this.marks = (this.steps || []).map((name, i) => ({ time: i, name }));
      this.longest = this.marks.length;
    },
    // rows: [line, time in s, {panel: value or null}]
    add(rows, marks) {
      for (const [line, time, values] of rows) {
        this.longest = Math.max(this.longest, time);
        for (const [panel, value] of Object.entries(values)) {
          if (value == null) continue;
          const lines = (this.store[panel] ??= {});
          const kept = (lines[line] ??= { t: [], v: [] });
          kept.t.push(time);
          kept.v.push(value);
        }
      }
      this.count += rows.length;
      if (marks && marks.length) this.marks = marks;
      this.redraw();
    },
    clear() {
      this.store = {};
      this.begin();
      this.count = 0;
      this.redraw();
    },
    redraw() {
      if (!this.turn) this.turn = requestAnimationFrame(() => this.draw());
    },
    draw() {
      this.turn = null;
      const canvas = this.$refs.canvas;
      if (!canvas) return;
      const shown = this.panels.filter((panel) => this.store[panel.key]);
      if (shown.map((p) => p.key).join() !== this.shown.map((p) => p.key).join()) {
        this.shown = shown;
        this.$nextTick(() => this.redraw());
        return;
      }
      const sharp = window.devicePixelRatio || 1;
      const width = canvas.clientWidth, height = canvas.clientHeight;
      if (!width || !height) return;
      canvas.width = Math.round(width * sharp);
      canvas.height = Math.round(height * sharp);
      const pen = canvas.getContext("2d");
      pen.scale(sharp, sharp);
      const style = getComputedStyle(canvas);
      const colour = (name) => style.getPropertyValue(name).trim();
      this.pens = this.lines.map((_, i) => colour(this.ink(i)) || colour("--ink"));
      pen.font = `12px ${style.fontFamily}`;
      this.parts = this.segments();
      const each = (height - 22) / Math.max(shown.length, 1);
      shown.forEach((panel, i) => this.panel(pen, panel, { top: i * each + GAP.top, bottom: (i + 1) * each - GAP.bottom / 3, width }, colour));
      if (shown.length) this.below(pen, width, height, colour);
      this.frames += 1;
      this.tell(shown);
    },
    // Steps that last very unequally get the same width each, as in the report's figures.
    segments() {
      if (this.steps && this.steps.length) return { starts: this.marks.map((mark) => mark.time), ends: this.marks.map((mark) => mark.time + 1) };
      const starts = this.marks.map((mark) => mark.time);
      const ends = [...starts.slice(1), this.longest];
      const lasting = starts.map((start, i) => ends[i] - start);
      const even = lasting.length > 1 && Math.max(...lasting) > UNEVEN * Math.min(...lasting.filter((s) => s > 0));
      return even ? { starts, ends } : null;
    },
    share(time) {
      const parts = this.parts;
      if (!parts) return time / (this.longest || 1);
      const count = parts.starts.length;
      let i = parts.starts.findLastIndex((start) => time >= start);
      if (i < 0) i = 0;
      const lasting = parts.ends[i] - parts.starts[i];
      return (i + (lasting > 0 ? Math.min((time - parts.starts[i]) / lasting, 1) : 0)) / count;
    },
    unshare(share) {
      const parts = this.parts;
      if (!parts) return share * this.longest;
      const place = Math.min(Math.max(share, 0), 1) * parts.starts.length;
      const i = Math.min(Math.floor(place), parts.starts.length - 1);
      return parts.starts[i] + (place - i) * (parts.ends[i] - parts.starts[i]);
    },
    place(time, width) {
      return GAP.left + (width - GAP.left - GAP.right) * this.share(time);
    },
    range(panel) {
      let low = Infinity, high = -Infinity;
      for (const line of Object.values(this.store[panel.key])) {
        for (const value of line.v) {
          if (panel.log && value <= 0) continue;
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
      if (low === Infinity) return panel.log ? [0.1, 1] : [0, 1];
      if (panel.log) return high < 5 * low ? [Math.sqrt(low * high) / 2.5, Math.sqrt(low * high) * 2.5] : [low / 1.2, high * 1.2];
      if (panel.zero) low = Math.min(low, 0);
      if (panel.top != null) return [low, panel.top * 1.04];
      const least = 0.04 * (Math.abs(high) || 1); // what differs by less is not spread over the panel
      if (high - low < least) [low, high] = panel.zero ? [low, low + least] : [(low + high - least) / 2, (low + high + least) / 2];
      const room = (high - low) * 0.06;
      return [panel.zero && low === 0 ? 0 : low - room, high + room];
    },
    panel(pen, panel, box, colour) {
      const [low, high] = this.range(panel);
      const share = panel.log
        ? (v) => Math.log(Math.max(v, low) / low) / Math.log(high / low)
        : (v) => (v - low) / (high - low);
      const y = (v) => box.bottom - (box.bottom - box.top) * share(v);
      pen.fillStyle = colour("--ink");
      pen.textAlign = "left";
      pen.fillText(panel.title, 4, box.top - 10);
      pen.strokeStyle = colour("--line");
      pen.lineWidth = 1;
      pen.setLineDash([]);
      pen.fillStyle = colour("--ink-soft");
      pen.textAlign = "right";
      pen.textBaseline = "middle";
      const ticks = panel.log ? decades(low, high) : nice(low, high, 4);
      const texts = panel.log ? ticks.map((tick) => number(tick)) : labels(ticks);
      ticks.forEach((tick, i) => {
        pen.beginPath();
        pen.moveTo(GAP.left, y(tick));
        pen.lineTo(box.width - GAP.right, y(tick));
        pen.stroke();
        pen.fillText(texts[i], GAP.left - 6, y(tick));
      });
      pen.textBaseline = "alphabetic";
      for (const mark of this.marks) {
        if (mark.time <= 0 || mark.time >= this.longest) continue;
        const x = Math.round(this.place(mark.time, box.width)) + 0.5;
        pen.setLineDash([3, 3]);
        pen.strokeStyle = colour("--line-strong");
        pen.beginPath();
        pen.moveTo(x, box.top);
        pen.lineTo(x, box.bottom);
        pen.stroke();
      }
      this.lines.forEach((line, i) => {
        const kept = this.store[panel.key][line.key];
        if (kept) this.line(pen, kept, i, y, box.width, panel.log);
      });
      if (this.cursor != null) {
        pen.setLineDash([]);
        pen.strokeStyle = colour("--ink-soft");
        const x = this.place(this.cursor, box.width);
        pen.beginPath();
        pen.moveTo(x, box.top);
        pen.lineTo(x, box.bottom);
        pen.stroke();
      }
    },
    line(pen, kept, i, y, width, log) {
      pen.strokeStyle = this.pens[i];
      pen.fillStyle = this.pens[i];
      pen.lineWidth = 2;
      pen.setLineDash(this.dashes(i));
      pen.beginPath();
      let begun = false;
      for (let k = 0; k < kept.t.length; k++) {
        if (log && kept.v[k] <= 0) continue;
        const x = this.place(kept.t[k], width);
        if (begun) pen.lineTo(x, y(kept.v[k]));
        else pen.moveTo(x, y(kept.v[k]));
        begun = true;
      }
      pen.stroke();
      pen.setLineDash([]);
      const last = kept.t.length - 1;
      for (let k = last < SPARSE ? 0 : last; k <= last; k++) {
        pen.beginPath();
        pen.arc(this.place(kept.t[k], width), y(kept.v[k]), 3, 0, 7);
        pen.fill();
      }
    },
    below(pen, width, height, colour) {
      if (this.parts) {
        pen.fillStyle = colour("--ink-soft");
        pen.textAlign = "center";
        const room = (width - GAP.left - GAP.right) / this.marks.length;
        this.marks.forEach((mark, i) => {
          const lasting = this.span(this.parts.ends[i] - this.parts.starts[i]);
          const told = [`${mark.name} ${lasting}`.trim(), mark.name, lasting].find((text) => pen.measureText(text).width < room - 4);
          if (told) pen.fillText(told, GAP.left + room * (i + 0.5), height - 6);
        });
        return;
      }
      const [scale, unit] = clock(this.longest);
      pen.fillStyle = colour("--ink-soft");
      const ticks = nice(0, (this.longest || 1) / scale, width < 420 ? 4 : 8);
      const texts = labels(ticks);
      ticks.forEach((tick, i) => {
        pen.textAlign = i === 0 ? "left" : "center";
        const x = this.place(tick * scale, width);
        pen.fillText(i === ticks.length - 1 ? `${texts[i]} ${unit}` : texts[i], Math.min(x, width - 22), height - 6);
      });
    },
    span(seconds) {
      if (this.steps && this.steps.length) return seconds < 1 ? `${Math.round(100 * seconds)} % of it` : "";
      const [scale, unit] = clock(seconds);
      return `${number(seconds / scale)} ${unit}`;
    },
    when(time) {
      if (this.parts) {
        const i = Math.max(this.parts.starts.findLastIndex((start) => time >= start), 0);
        return `${this.marks[i].name}, ${this.span(time - this.parts.starts[i]) || "its end"}`;
      }
      const [scale, unit] = clock(this.longest);
      return `${number(time / scale)} ${unit}`;
    },
    values(time) {
      const told = [];
      for (const panel of this.shown) {
        for (const line of this.lines) {
          const kept = this.store[panel.key][line.key];
          if (!kept || !kept.t.length) continue;
          let k = kept.t.findIndex((t) => t >= time);
          if (k < 0) k = kept.t.length - 1;
          else if (k > 0 && time - kept.t[k - 1] < kept.t[k] - time) k -= 1;
          const who = this.lines.length > 1 && Object.keys(this.store[panel.key]).length > 1 ? `${line.label} ` : "";
          told.push(`${who}${panel.name} ${number(kept.v[k], panel.unit)} ${panel.unit}`.trim());
        }
      }
      return told.join(", ");
    },
    tell(shown) {
      const now = performance.now();
      if (!shown.length || (this.spoken && now - this.spoken < 2000)) return;
      this.spoken = now;
      this.told = `${this.label}. At ${this.when(this.longest)}: ${this.values(this.longest)}. Arrow keys read other times.`;
    },
    at(time) {
      this.cursor = Math.min(Math.max(time, 0), this.longest);
      this.read = `${this.when(this.cursor)}: ${this.values(this.cursor)}`;
      this.redraw();
    },
    point(event) {
      const box = this.$refs.canvas.getBoundingClientRect();
      const share = (event.clientX - box.left - GAP.left) / (box.width - GAP.left - GAP.right);
      this.at(this.unshare(share));
    },
    walk(event) {
      const step = { ArrowLeft: -0.02, ArrowRight: 0.02 }[event.key];
      if (!step) return;
      event.preventDefault();
      this.at(this.unshare(this.share(this.cursor ?? this.longest) + step));
    },
    leave() {
      this.cursor = null;
      this.read = "";
      this.redraw();
    },
  },
};
