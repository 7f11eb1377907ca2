export const Page = () => (
  <p title="GPT4">
    Claude3Opus and GPT4 are gone. {ask(Model.Claude3Opus)} // FOUND
    <Ask model={Model.GPT4} /> // FOUND
  </p>
);
