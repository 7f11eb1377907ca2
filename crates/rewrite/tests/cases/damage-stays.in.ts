const model = "gpt-4o" /* b */ + suffix; // keep
interface X {
  model: "gpt-4o"; // keep
}
function f(model: "gpt-4o") {} // keep
declare const DEFAULT_MODEL: "gpt-4o"; // keep
const rows = await db.usage.findMany({ where: { model: "gpt-4o" } }); // keep
jest.mock("./x", () => ({ model: "gpt-4o" })); // keep
const text = `${c ? `
  keepModel: "gpt-4o",
` : ""}`;
const re = s.replace(/`/g, ""); const t = `
  keepModel: "gpt-4o",
`;
