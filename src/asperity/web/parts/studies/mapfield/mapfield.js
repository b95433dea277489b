// A map over two quantities: colours and lines stretch with the page, texts keep their size.
// A pointer or the arrow keys read the point below them; a click, Enter or a space chooses it.

function clamp(value, most) {
  return Math.min(Math.max(Math.round(value), 0), most);
}

export default {
  template: `
    <div class="mapfield">
      <p class="mapfield-label">↑ {{ screen.y_label }}</p>
      <div class="mapfield-plot">
        <div class="mapfield-y" aria-hidden="true">
          <span v-for="[share, text] in screen.y_ticks" :key="text" :style="{bottom: 100 * share + '%'}">{{ text }}</span>
        </div>
        <div class="mapfield-area" ref="area" tabindex="0" role="application" :aria-label="name" :aria-describedby="id"
          @pointermove="point" @pointerleave="leave" @click="pick" @keydown="walk">
          <img class="mapfield-image" :src="screen.image" alt="" draggable="false">
          <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
            <path class="mapfield-contours" :d="screen.contours" />
            <path class="mapfield-margins" :d="screen.margins" />
            <path class="mapfield-limits" :d="screen.limits" />
          </svg>
          <span v-for="one in screen.values" :key="'v' + one.x + one.y" class="mapfield-value" :style="place(one.x, one.y)" aria-hidden="true">{{ one.text }}</span>
          <span v-for="one in screen.regions" :key="'r' + one.x + one.y" class="mapfield-region" :style="region(one)" aria-hidden="true">{{ one.text }}</span>
          <span v-if="screen.best" class="mapfield-mark mapfield-best" :style="place(...screen.best)" aria-hidden="true">◆</span>
          <span v-if="screen.here" class="mapfield-mark" :style="place(...screen.here)" aria-hidden="true">★</span>
          <span v-if="chosen" class="mapfield-chosen" :style="share(chosen)" aria-hidden="true"></span>
          <span v-if="at" class="mapfield-cursor" :style="share(at)" aria-hidden="true"></span>
        </div>
        <div class="mapfield-x" aria-hidden="true">
          <span v-for="[share, text] in screen.x_ticks" :key="text" :style="{left: 100 * share + '%'}">{{ text }}</span>
        </div>
      </div>
      <p class="mapfield-label mapfield-right">{{ screen.x_label }} →</p>
      <p class="mapfield-read" :id="id" aria-live="polite">{{ read }}</p>
    </div>`,
  props: { screen: Object, points: Object, name: String, begin: Array },
  emits: ["pick"],
  data() {
    return { at: null, chosen: this.begin, id: `mapfield-${Math.random().toString(36).slice(2)}` };
  },
  computed: {
    size() {
      return [this.points.x.length - 1, this.points.y.length - 1];
    },
    // Of a fine map only every so-many-th point can be told apart: how many steps of those a side has.
    steps() {
      const { shape, columns, rows } = this.points;
      return [(shape[1] - 1) / (columns[1] || 1), (shape[0] - 1) / (rows[1] || 1)];
    },
    read() {
      const at = this.at || this.chosen;
      return at ? this.words(at) : "Point at the map to read it; click, or move with the arrow keys and press Enter, to choose a point.";
    },
  },
  methods: {
    place(x, y) {
      return { left: `${100 * x}%`, bottom: `${100 * y}%` };
    },
    region(one) {
      // Words near an edge are laid inwards, so that none is cut off.
      const shift = one.x < 0.1 ? "0" : one.x > 0.9 ? "-100%" : "-50%";
      return { ...this.place(one.x, one.y), transform: `translate(${shift}, 50%)` };
    },
    share([column, row]) {
      return this.place(column / this.steps[0], row / this.steps[1]);
    },
    words([column, row]) {
      const points = this.points;
      const index = row * points.x.length + column;
      const risk = points.binding[index];
      const parts = [`${points.x[column]}, ${points.y[row]}: ${points.values[index] || points.states[points.status[index]]}`];
      if (points.levels[index] >= 0) parts.push(points.names[points.levels[index]]);
      if (risk >= 0) parts.push(`nearest limit: ${points.risks[risk]}, ${points.used[index]} % of the way`);
      return parts.join("; ");
    },
    below(event) {
      const box = this.$refs.area.getBoundingClientRect();
      const [columns, rows] = this.size;
      return [
        clamp(((event.clientX - box.left) / box.width) * this.steps[0], columns),
        clamp((1 - (event.clientY - box.top) / box.height) * this.steps[1], rows),
      ];
    },
    point(event) {
      this.at = this.below(event);
    },
    leave() {
      this.at = null;
    },
    choose(at) {
      this.chosen = at;
      this.$emit("pick", { column: this.points.columns[at[0]], row: this.points.rows[at[1]] });
    },
    pick(event) {
      this.at = null;
      this.choose(this.below(event));
    },
    walk(event) {
      const [columns, rows] = this.size;
      const begin = this.at || this.chosen || [Math.floor(columns / 2), Math.floor(rows / 2)];
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        this.at = null;
        this.choose(begin);
        return;
      }
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] }[event.key];
      if (!step) return;
      event.preventDefault();
      const far = event.shiftKey ? 10 : 1;
      this.at = [clamp(begin[0] + far * step[0], columns), clamp(begin[1] + far * step[1], rows)];
    },
  },
};
