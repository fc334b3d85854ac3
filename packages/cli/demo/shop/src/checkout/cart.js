/** The lines of a cart added up, in dollars. */
export function total(lines) {
  let sum = 0
  for (const { price, quantity } of lines) sum += price * quantity
  return sum
}

export const add = (lines, line) => [...lines, line]

export const isEmpty = lines => lines.length === 0
