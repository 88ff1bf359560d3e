-- Asks another address each time, with one and the same answer: no event is that old, and nothing is kept for it.
-- Where it begins differs from run to run: what one run asked for is kept when the next one comes.
local number = os.time() * 997 % 94080

request = function()
  number = number + 1
  local year, month, day = 1700 + math.floor(number / 336) % 280, math.floor(number / 28) % 12 + 1, number % 28 + 1
  return wrk.format("GET", string.format("%s&from=%04d-%02d-%02d", wrk.path, year, month, day))
end
