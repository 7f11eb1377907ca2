const body = (prompt: string) =>
  JSON.stringify({ prompt, model: pick(), max_tokens_to_sample: 5_000, stream: true });

const line0 = "what is said between the two parts of this program, number 0";
const line1 = "what is said between the two parts of this program, number 1";
const line2 = "what is said between the two parts of this program, number 2";
const line3 = "what is said between the two parts of this program, number 3";
const line4 = "what is said between the two parts of this program, number 4";
const line5 = "what is said between the two parts of this program, number 5";
const line6 = "what is said between the two parts of this program, number 6";
const line7 = "what is said between the two parts of this program, number 7";
const line8 = "what is said between the two parts of this program, number 8";
const line9 = "what is said between the two parts of this program, number 9";
const line10 = "what is said between the two parts of this program, number 10";
const line11 = "what is said between the two parts of this program, number 11";
const line12 = "what is said between the two parts of this program, number 12";
const line13 = "what is said between the two parts of this program, number 13";
const line14 = "what is said between the two parts of this program, number 14";
const line15 = "what is said between the two parts of this program, number 15";
const line16 = "what is said between the two parts of this program, number 16";
const line17 = "what is said between the two parts of this program, number 17";
const line18 = "what is said between the two parts of this program, number 18";
const line19 = "what is said between the two parts of this program, number 19";
const line20 = "what is said between the two parts of this program, number 20";
const line21 = "what is said between the two parts of this program, number 21";
const line22 = "what is said between the two parts of this program, number 22";
const line23 = "what is said between the two parts of this program, number 23";
const line24 = "what is said between the two parts of this program, number 24";
const line25 = "what is said between the two parts of this program, number 25";
const line26 = "what is said between the two parts of this program, number 26";
const line27 = "what is said between the two parts of this program, number 27";
const line28 = "what is said between the two parts of this program, number 28";
const line29 = "what is said between the two parts of this program, number 29";
const line30 = "what is said between the two parts of this program, number 30";
const line31 = "what is said between the two parts of this program, number 31";
const line32 = "what is said between the two parts of this program, number 32";
const line33 = "what is said between the two parts of this program, number 33";
const line34 = "what is said between the two parts of this program, number 34";
const line35 = "what is said between the two parts of this program, number 35";
const line36 = "what is said between the two parts of this program, number 36";
const line37 = "what is said between the two parts of this program, number 37";
const line38 = "what is said between the two parts of this program, number 38";
const line39 = "what is said between the two parts of this program, number 39";

const fallback = { model: "claude-2.0" };

function pick() {
  return config.model || "claude-2.1";
}
