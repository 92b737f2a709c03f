// The client, in a process of its own: one round of load as standard input describes it, its figures on standard output.
const autocannon = require("autocannon");
const { readFileSync, writeSync } = require("node:fs");

const options = JSON.parse(readFileSync(0, "utf8"));
const times = [];
const run = autocannon(options, (error, result) => {
  if (error) throw error;
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor(share * (times.length - 1))] ?? 0;
  writeSync(
    1,
    JSON.stringify({
      rate: result["2xx"] / result.duration,
      p50: at(0.5),
      p99: at(0.99),
      failed: result.non2xx + result.errors,
    }),
  );
});
// autocannon itself rounds a latency to milliseconds.
run.on("response", (_client, _status, _bytes, time) => times.push(time));
