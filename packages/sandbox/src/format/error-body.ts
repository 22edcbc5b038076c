import type { QuirkSettings } from '../settings/quirks.ts'
import type { WireFormat } from './negotiate.ts'
import type { RequestProblem } from './request-problem.ts'
import { escapeXml, XML_DECLARATION } from './xml-writer.ts'

/** Writes the messages of a refused request in its format (F-250, F-251). */
export function writeErrors(problem: RequestProblem, format: WireFormat, quirks: QuirkSettings): string {
  const { messages, model, status } = problem
  const isUndocumented = [401, 403, 404].includes(status) && model === 'base'
  const shape = isUndocumented ? quirks['error-body'] : 'base'
  if (shape === 'empty') return ''
  // What nobody caught comes as a page, whatever the caller accepts (F-256).
  if (status === 500) return htmlPage('500', 'We are sorry, but something went wrong.')
  if (shape === 'html') return htmlPage(String(status), messages.join(' '))
  if (format === 'json') {
    return JSON.stringify(shape === 'message' ? { message: messages.join(' ') } : { errors: { [model]: messages } })
  }
  const end =
    quirks['xml-message-end'] === 'full-stop' ? (text: string) => (text.endsWith('.') ? text : `${text}.`) : String
  const items = messages.map(
    (message) => `  <error>${xmlText(end(message), quirks['xml-errors'] === 'cdata')}</error>\n`,
  )
  return `${XML_DECLARATION}<errors>\n${items.join('')}</errors>\n`
}

/** A page as a web server or proxy answers it. */
export function htmlPage(title: string, text: string): string {
  return `<!DOCTYPE html>\n<html>\n<head><title>${escapeXml(title)}</title></head>\n<body><h1>${escapeXml(title)}</h1><p>${escapeXml(text)}</p></body>\n</html>\n`
}

function xmlText(text: string, isCdata: boolean): string {
  return isCdata ? `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : escapeXml(text)
}
