import type { Io } from '../io.ts'

/** Asks the person at the keyboard for a company's slug and mission; null if nobody is there, or they leave. */
export async function askForCompany({ keyboard }: Pick<Io, 'keyboard'>): Promise<{ slug: string; mission: string } | null> {
  if (!keyboard) return null
  const { isCancel, text } = await import('@clack/prompts')
  const slug = await text({
    message: 'A short name for the company', placeholder: 'acme', input: keyboard,
    validate: given => (/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(given ?? '') ? undefined : 'Lower case letters, digits and hyphens inside.'),
  })
  if (isCancel(slug)) return null
  const mission = await text({ message: 'Why does it exist?', placeholder: 'Make the best widgets.', defaultValue: '', input: keyboard })
  return isCancel(mission) ? null : { slug, mission }
}
