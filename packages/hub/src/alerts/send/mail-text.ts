import { leftOut, type OutgoingMessage, titleOf, urlOf } from './message-content.ts'

/** A message as plain text: one paragraph an alert. */
export function mailText(message: OutgoingMessage): { readonly subject: string; readonly text: string } {
  const { lines, account, origin } = message
  const paragraphs = lines.map(({ title, text, at, ...line }) =>
    [title, text, `${at.slice(0, 16).replace('T', ' ')} UTC`, urlOf(origin, line)].join('\n'),
  )
  const more = leftOut(message)
  const footer = [
    ...(more === 0 ? [] : [`${more} more are listed in the console.`]),
    `Account: ${account.name}. Rules and channels of alerts are set by its administrators.`,
  ]
  return { subject: titleOf(message), text: `${[...paragraphs, footer.join('\n')].join('\n\n')}\n` }
}
