// A face as a picture: a byte a point, 256 colours, fed by a WebSocket or by hand.
// The newest frame is painted in the next turn of the screen and only then acknowledged.

const DECADES = 1e-3;
const LEAST = 1e-11; // m: a tenth of an atom
const DIGITS = 2; // of a gap that is told by a byte: each is 4 % more than the one before
const CONTACT = [213, 94, 0]; // far from all shades of the scale, also for those who see no red or no green
const ANCHORS = [
  [68, 1, 84], [72, 35, 116], [64, 67, 135], [52, 94, 141], [41, 120, 142], [32, 144, 140],
  [34, 167, 132], [68, 190, 112], [121, 209, 81], [189, 222, 38], [253, 231, 36],
];

function shade(share) {
  const place = share * (ANCHORS.length - 1);
  const low = Math.min(Math.floor(place), ANCHORS.length - 2);
  return [0, 1, 2].map((i) => Math.round(ANCHORS[low][i] + (place - low) * (ANCHORS[low + 1][i] - ANCHORS[low][i])));
}

function word([r, g, b]) {
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

// The gap that a byte stands for: evenly from low to high, or from 1 on by decades; 0 is contact.
function gap(header, byte) {
  if (byte === 0) return 0;
  const { low_m: low, high_m: high } = header;
  return header.decades ? low * (high / low) ** ((byte - 1) / 254) : low + ((high - low) * byte) / 255;
}

// It in words; of what is nearer than the least gap told, only that.
function told(header, byte) {
  const text = length(gap(header, byte), DIGITS);
  return header.decades && byte === 1 ? `${text} or less` : text;
}

// Colours of all bytes on a scale that stays while a face closes: by decades below its widest gap.
function colours(header) {
  const widest = header.widest_m || header.high_m;
  const table = new Uint32Array(256);
  table[0] = word(CONTACT);
  for (let byte = 1; byte < 256; byte++) {
    const share = widest > 0 ? 1 - Math.log(gap(header, byte) / widest) / Math.log(DECADES) : 1;
    table[byte] = SHADES[Math.round(255 * Math.min(Math.max(share, 0), 1))];
  }
  return table;
}

const SHADES = Array.from({ length: 256 }, (_, i) => word(shade(i / 255)));
const GRADIENT = `linear-gradient(to right, ${ANCHORS.map((c) => `rgb(${c.join(",")})`).join(", ")})`;

function length(metres, digits = 3) {
  const size = Math.abs(metres) < LEAST ? 0 : Math.abs(metres);
  if (size === 0) return "0 nm";
  const [scale, unit] = size >= 1e-3 ? [1e3, "mm"] : size >= 1e-6 ? [1e6, "µm"] : [1e9, "nm"];
  return `${Number((metres * scale).toPrecision(digits))} ${unit}`;
}

function duration(seconds) {
  if (seconds > 0 && seconds < 1e-3) return `${Number((seconds * 1e6).toPrecision(3))} µs`;
  if (seconds > 0 && seconds < 1) return `${Number((seconds * 1e3).toPrecision(3))} ms`;
  if (seconds < 120) return `${Number(seconds.toPrecision(3))} s`;
  if (seconds < 7200) return `${Number((seconds / 60).toPrecision(3))} min`;
  return `${Number((seconds / 3600).toPrecision(3))} h`;
}

function percent(share) {
  const text = Number((100 * share).toPrecision(share >= 0.99 ? 4 : 3));
  return `${text === 100 && share < 1 ? 99.99 : text} %`;
}

function roundLength(longest) {
  const decade = 10 ** Math.floor(Math.log10(longest));
  return [5, 2, 1].map((step) => step * decade).find((step) => step <= longest * 1.000001);
}

export default {
  template: `
    <div class="gapmap" :data-frames="frames">
      <div class="gapmap-faces" v-if="faces.length > 1" role="group" aria-label="Face shown">
        <button v-for="name in faces" :key="name" type="button" class="act" :aria-pressed="name === face"
          @click="choose(name)">{{ spoken(name) }}</button>
      </div>
      <div class="gapmap-frame" :style="{aspectRatio: header ? header.shape[1] + ' / ' + header.shape[0] : '1'}">
        <canvas ref="canvas" v-show="header" role="img" :aria-label="label" tabindex="0"
          @pointermove="point" @pointerleave="read = ''" @keydown="walk" @blur="read = ''"></canvas>
        <span v-if="header && bar" class="gapmap-bar" aria-hidden="true" :style="{width: bar.share + '%'}">{{ bar.text }}</span>
        <span v-if="cursor && read" class="gapmap-cursor" aria-hidden="true"
          :style="{left: cursor[0] + '%', top: cursor[1] + '%'}"></span>
        <p v-if="!header" class="gapmap-empty">{{ empty }}</p>
      </div>
      <div v-if="header" class="gapmap-legend" aria-hidden="true">
        <span class="gapmap-swatch" :style="{background: contact}"></span><span>contact</span>
        <template v-if="widest > 0"><span>{{ low }}</span><span class="gapmap-scale" :style="{backgroundImage: gradient}"></span><span>{{ high }}</span></template>
        <span v-else>everywhere</span>
      </div>
      <p v-if="header" class="gapmap-when"><span>{{ when }}</span> <span class="gapmap-read">{{ read }}</span></p>
    </div>`,
  props: { address: String, empty: String, known: Array },
  data() {
    return { header: null, frames: 0, face: null, faces: this.known || [], read: "", cursor: null, label: "Map of the gap", gradient: GRADIENT, contact: `rgb(${CONTACT.join(",")})` };
  },
  computed: {
    widest() { return this.header.widest_m || this.header.high_m; },
    low() { return length(DECADES * this.widest); },
    high() { return length(this.widest); },
    when() {
      const seen = this.header;
      const time = seen.step_time_s ?? seen.time_s;
      const when = time == null ? "" : `, ${duration(time)}`;
      return `${this.spoken(seen.face)}: ${seen.step}${when}, ${percent(seen.contact_fraction)} of this map in contact${seen.accepted === false ? " (settling)" : ""}`;
    },
    bar() {
      const spacing = this.header && this.header.spacing_m;
      if (!spacing) return null;
      const width = spacing * this.header.shape[1];
      const size = roundLength(width / 3);
      return { text: length(size), share: (100 * size) / width };
    },
  },
  mounted() {
    if (this.address) this.connect();
  },
  beforeUnmount() {
    this.ended = true;
    clearTimeout(this.again);
    if (this.socket) this.socket.close();
  },
  methods: {
    connect() {
      if (this.ended) return;
      const scheme = location.protocol === "https:" ? "wss:" : "ws:";
      const wanted = this.chosen ? `?face=${encodeURIComponent(this.chosen)}` : "";
      const socket = new WebSocket(`${scheme}//${location.host}${this.address}${wanted}`);
      socket.binaryType = "arraybuffer";
      socket.onmessage = (message) => {
        if (message.data instanceof ArrayBuffer) this.take(message.data, socket);
      };
      socket.onclose = (event) => {
        if (socket !== this.socket || event.code === 1000 || event.code === 4404 || this.ended) return;
        this.again = setTimeout(() => this.connect(), 1500);
      };
      this.socket = socket;
    },
    take(data, socket) {
      const size = new DataView(data).getUint32(0, true);
      const header = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, size)));
      this.waiting = { header, pixels: new Uint8Array(data, 4 + size), socket };
      if (!this.turn) this.turn = requestAnimationFrame(() => this.paint());
    },
    show(header, text) {
      const raw = atob(text);
      const pixels = Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
      this.waiting = { header, pixels, socket: null };
      this.paint();
    },
    paint() {
      this.turn = null;
      const seen = this.waiting;
      if (!seen || !this.$refs.canvas) return;
      this.waiting = null;
      const { header, pixels, socket } = seen;
      const canvas = this.$refs.canvas;
      const [rows, columns] = header.shape;
      if (canvas.width !== columns || canvas.height !== rows || !this.image) {
        canvas.width = columns;
        canvas.height = rows;
        this.image = canvas.getContext("2d").createImageData(columns, rows);
        this.words = new Uint32Array(this.image.data.buffer);
      }
      const table = colours(header);
      for (let i = 0; i < this.words.length; i++) this.words[i] = table[pixels[i]];
      canvas.getContext("2d").putImageData(this.image, 0, 0);
      this.pixels = pixels;
      this.header = header;
      this.face = header.face;
      if (header.faces) this.faces = header.faces;
      else if (!this.faces.includes(header.face)) this.faces = [...this.faces, header.face];
      this.frames += 1;
      this.tell();
      if (!socket || socket.readyState !== WebSocket.OPEN) return;
      if (this.faces.length > 1 && !this.chosen) this.choose(header.face); // else they would take turns
      socket.send(this.acknowledgement(header));
    },
    acknowledgement(header) {
      return JSON.stringify({ painted: header.number });
    },
    tell() {
      const now = performance.now();
      if (this.told && now - this.told < 2000 && this.address) return;
      this.told = now;
      this.label = `Map of the gap. ${this.when}; scale from ${this.low} to ${this.high} by decades. Arrow keys read the gap at a point.`;
    },
    choose(name) {
      this.face = name;
      this.chosen = name;
      this.$emit("face", name);
      if (this.socket && this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ face: name }));
    },
    spoken(name) {
      return name.replace(":", " – ");
    },
    point(event) {
      const box = this.$refs.canvas.getBoundingClientRect();
      this.at((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    },
    walk(event) {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!step || !this.header) return;
      event.preventDefault();
      const [x, y] = this.cursor || [50, 50];
      const by = event.shiftKey ? 10 : 100 / this.header.shape[1];
      this.at((x + by * step[0]) / 100, (y + by * step[1]) / 100);
    },
    at(x, y) {
      if (!this.header || !this.pixels) return;
      const [rows, columns] = this.header.shape;
      const column = Math.min(Math.max(Math.floor(x * columns), 0), columns - 1);
      const row = Math.min(Math.max(Math.floor(y * rows), 0), rows - 1);
      const byte = this.pixels[row * columns + column];
      this.cursor = [(100 * (column + 0.5)) / columns, (100 * (row + 0.5)) / rows];
      this.read = byte === 0 ? "here: in contact" : `here: a gap of ${told(this.header, byte)}`;
    },
  },
};
