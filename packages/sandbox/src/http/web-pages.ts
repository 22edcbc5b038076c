import { htmlPage } from '../format/error-body.ts'
import { type Answer, answer } from './answer.ts'

const HTML = 'text/html; charset=utf-8'

/**
 * Answers paths outside the API as the web interface does: everything leads to the page where people sign in
 * (`/tax_codes` without `/api` is one of its pages).
 */
export function answerWebPage(path: string, origin: string): Answer {
  if (path === '/login' || path.startsWith('/sessions')) return loginPage()
  return answer(302, HTML, htmlPage('302 Found', 'You are being redirected.'), { location: `${origin}/login` })
}

/** The page where people sign in. */
export function loginPage(): Answer {
  const form =
    '<form action="/sessions" method="post"><label>Username <input name="user[login]"></label> ' +
    '<label>Password <input name="user[password]" type="password"></label> <button>Sign In</button></form>'
  return answer(
    200,
    HTML,
    `<!DOCTYPE html>\n<html>\n<head><title>Coupa - Sign In</title></head>\n<body><h1>Sign In</h1>${form}</body>\n</html>\n`,
  )
}
