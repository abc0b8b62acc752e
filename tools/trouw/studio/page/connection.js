// Questions to the studio's server.

export const secret = () => location.hash.slice(1);

export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? String(status));
    this.status = status;
    this.problem = problem;
    this.kind = (problem.type ?? "").split(":").pop();
  }
}

// The server is not there, or not this one any more.
export class Gone extends Error {}

export async function ask(path, body = {}, signal = undefined) {
  let response;
  try {
    response = await fetch("/api/" + path, {
      method: "POST", signal,
      headers: { "Content-Type": "application/json", Authorization: "Bearer " + secret() },
      body: JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Gone(error.message);
  }
  if (response.status === 204) return {};
  let answer;
  try {
    answer = await response.json();
  } catch (error) {
    throw new Gone(error.message);
  }
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}
