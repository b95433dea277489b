// One thing to write: label, input or choice, what it was read as, what is wrong, what it means.
// The text belongs to whoever types: the server sets it only together with a new `stamp`. A `late` one
// is sent when somebody leaves it: a name is no name before it is whole.
const PATIENCE = 600; // ms before somebody who is still typing is told that it is wrong

export default {
  template: `
    <div class="field" :class="{ wrong: told.length, wide }">
      <label class="field-label" :for="uid">{{ label }}<span v-if="of" class="hidden-but-read"> of {{ of }}</span></label>
      <fieldset v-if="sort === 'layers'" class="field-layers" :id="uid" :aria-describedby="describedby">
        <legend class="hidden-but-read">{{ label }} {{ of }}</legend>
        <label v-for="[name, shown] in choices" :key="name"><input type="checkbox" :checked="names.includes(name)" @change="tick(name, $event)"> {{ shown }}</label>
      </fieldset>
      <div v-else class="field-box">
        <select v-if="choices.length" :id="uid" :value="text" @change="chosen" @focus="here = true" @blur="left"
          :aria-invalid="told.length > 0" :aria-describedby="describedby" :aria-required="needed">
          <option v-for="[word, shown] in choices" :key="word" :value="word">{{ shown }}</option>
        </select>
        <input v-else type="text" :id="uid" :value="text" :placeholder="usual" autocomplete="off" autocapitalize="off" spellcheck="false"
          @input="typed" @focus="here = true" @blur="left" @keydown.enter="send"
          :aria-invalid="told.length > 0" :aria-describedby="describedby" :aria-required="needed">
        <button v-if="card" type="button" class="field-aside" :aria-label="'About ' + text" title="Numbers and sources of this card" @click="$emit('about', text)">?</button>
        <button v-if="!needed && removable && (text || sort !== 'card')" type="button" class="field-aside" :aria-label="'Leave out ' + label + (of ? ' of ' + of : '')" title="Leave out" @click="$emit('leave')">×</button>
      </div>
      <span v-if="reads && !told.length" class="field-reads">{{ reads }}</span>
      <span class="field-wrong" :id="uid + '-wrong'" aria-live="polite"><template v-for="line in told" :key="line"><span>{{ line }}</span></template></span>
      <span v-if="hint || bounds" class="field-hint" :id="uid + '-hint'">{{ hint }} <span class="soft">{{ bounds }}</span></span>
    </div>`,
  props: {
    label: String, of: String, sort: String, value: String, stamp: Number, usual: String, hint: String,
    bounds: String, reads: String, choices: { type: Array, default: () => [] }, wrong: { type: Array, default: () => [] },
    needed: Boolean, removable: Boolean, card: Boolean, wide: Boolean, late: Boolean, uid: String, delay: { type: Number, default: 5 },
  },
  emits: ["typed", "about", "leave"],
  data() {
    return { text: this.value, here: false, told: this.wrong, waits: null, tells: null };
  },
  computed: {
    names() {
      return this.text.split(" ").filter(Boolean);
    },
    describedby() {
      const ids = [];
      if (this.told.length) ids.push(this.uid + "-wrong");
      if (this.hint || this.bounds) ids.push(this.uid + "-hint");
      return ids.join(" ") || null;
    },
  },
  watch: {
    stamp() {
      clearTimeout(this.waits);
      this.waits = null;
      this.text = this.value;
    },
    wrong(lines) {
      clearTimeout(this.tells);
      if (!lines.length || !this.here || this.told.length) this.told = lines;
      else this.tells = setTimeout(() => (this.told = this.wrong), PATIENCE);
    },
  },
  methods: {
    typed(event) {
      this.text = event.target.value;
      clearTimeout(this.waits);
      this.waits = this.late ? null : setTimeout(this.send, this.delay);
    },
    chosen(event) {
      this.text = event.target.value;
      this.send();
    },
    tick(name, event) {
      const names = this.names.filter((other) => other !== name);
      if (event.target.checked) names.push(name);
      this.text = names.join(" ");
      this.send();
    },
    send() {
      clearTimeout(this.waits);
      this.waits = null;
      this.$emit("typed", this.text);
    },
    left() {
      this.here = false;
      if (this.waits || (this.late && this.text !== this.value)) this.send(); // before what is clicked next
      clearTimeout(this.tells);
      this.told = this.wrong;
    },
  },
};
