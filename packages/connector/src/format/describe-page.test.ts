import { describe, expect, it } from 'vitest'
import { describePage, looksLikePage } from './describe-page.ts'

describe('describePage', () => {
  it.each([
    ['<html><title>403 Forbidden</title><body><h1>403 Forbidden</h1></body>', 'a web page titled "403 Forbidden"'],
    [
      '<html><head><title>Denied</title><style>a{}</style></head><body><p>Your IP&nbsp;203.0.113.7</p> is blocked',
      'a web page titled "Denied" ("Your IP 203.0.113.7 is blocked")',
    ],
    ['<html><body>Your IP is not allowed</body>', 'a web page that begins with "Your IP is not allowed"'],
    ['<html><script>let x = 1 < 2</script><body>Sign in</body>', 'a web page that begins with "Sign in"'],
    ['<html></html>', 'a web page'],
    ['<!doctype html>', 'a web page'],
    ['<html><title>a\u001b[31m\nb</title>', 'a web page titled "a [31m b"'],
  ])('says in words what %j is', (page, words) => {
    expect(describePage(page)).toBe(words)
  })

  it('says no more than a sentence of a long page, and takes no time over it', () => {
    const page = `<html><title>${'t'.repeat(5000)}</title>${'<div>'.repeat(200_000)}${'x'.repeat(200_000)}`
    const startedMs = performance.now()

    expect(describePage(page).length).toBeLessThan(300)
    expect(performance.now() - startedMs).toBeLessThan(500)
  })

  it('knows a page whatever it is called', () => {
    expect(looksLikePage('\uFEFF <!-- x --> <!DOCTYPE html>')).toBe(true)
    expect(looksLikePage('[{"html":1}]')).toBe(false)
  })
})
