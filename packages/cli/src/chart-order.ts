import type { Agent, ChartNode } from '@paperclip/core'

/** The chart from the top, each agent with how deep it stands. */
export const inOrder = (nodes: readonly ChartNode[], depth = 0): { agent: Agent; depth: number }[] =>
  nodes.flatMap(({ agent, reports }) => [{ agent, depth }, ...inOrder(reports, depth + 1)])
