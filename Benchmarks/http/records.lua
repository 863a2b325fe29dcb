-- wrk -s records.lua URL -- RECORDS: posts the lines of a JSON lines file in turn, one record a request.
local requests = {}
local next_request = 0

function init(args)
  for line in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("POST", "/predict", { ["Content-Type"] = "application/json" }, line)
  end
end

function request()
  next_request = next_request % #requests + 1
  return requests[next_request]
end

function done(summary, latency, _)
  local errors = summary.errors
  io.write(string.format("%.0f requests/s from all %d answers, p50 %.0f us, p99 %.0f us, failed %d\n",
    summary.requests / summary.duration * 1e6, summary.requests, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
