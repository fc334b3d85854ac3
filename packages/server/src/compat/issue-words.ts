/** Both sides use the same words for them. */
export const TASK_STATUSES = ['backlog', 'todo', 'in_progress', 'in_review', 'blocked', 'done', 'cancelled'] as const
export const PRIORITIES = ['critical', 'high', 'medium', 'low'] as const
