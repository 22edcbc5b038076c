import { describe, expect, it } from 'vitest'
import { extractInlineCode, styleSheet } from '../scripts/finish/extract-inline-code.ts'
import { findDeadLinks } from '../scripts/finish/find-dead-links.ts'
import { makeReachable } from '../scripts/finish/make-reachable.ts'

describe('extractInlineCode', () => {
  it('makes a file of a script, and keeps its place and its attributes', () => {
    const { html, scripts } = extractInlineCode('<p>a</p><script type="module">run("</p>")</script>', '/docs/assets')

    const [[file, code] = []] = scripts
    expect(html).toBe(`<p>a</p><script type="module" src="/docs/assets/${file}"></script>`)
    expect(code).toBe('run("</p>")')
  })

  it('leaves a script alone that is a file already', () => {
    const text = '<script type="module" src="/docs/assets/a.js"></script>'

    expect(extractInlineCode(text, '/docs/assets').html).toBe(text)
  })

  it('makes one class of equal styles, beside the classes that are there', () => {
    const text = '<b style="--x:1">a</b><i title="1 > 0" class="c" style="--x:1">b</i>'
    const { html, styles } = extractInlineCode(text, '/docs/assets')

    const [[name] = []] = styles
    expect(html).toBe(`<b class="${name}">a</b><i title="1 > 0" class="${name} c">b</i>`)
    expect(styleSheet(styles)).toBe(`.${name}.${name}.${name}{--x:1}\n`)
  })

  it('takes no style from a text that speaks of one', () => {
    const text = '<code>&lt;b style="color:red"></code> a style="x" b'

    expect(extractInlineCode(text, '/docs/assets').html).toBe(text)
  })
})

describe('findDeadLinks', () => {
  const find = (html: string) =>
    findDeadLinks({
      base: '/docs/',
      pages: new Map([
        ['index.html', html],
        ['a/index.html', '<h2 id="there">'],
      ]),
      files: new Set(['index.html', 'a/index.html', 'assets/a.css']),
    })

  it.each([
    '/docs/a/',
    '/docs/a/#there',
    'a/',
    '#',
    'https://example.com/x',
    '/docs/assets/a.css',
    '/',
    '/api/v1/docs',
  ])('follows %s', (target) => {
    expect(find(`<a href="${target}">`)).toEqual([])
  })

  it.each(['/docs/b/', '/docs/a/#elsewhere', '#nowhere', '/docs/assets/b.css', '/elsewhere'])('names %s', (target) => {
    expect(find(`<a class="x" href="${target}">`)).toEqual([`index.html leads to ${target}, which is not there`])
  })
})

describe('makeReachable', () => {
  it('frames a table, and lets the keyboard reach it and code', () => {
    expect(makeReachable('<table><tr></tr></table><pre data-language="sh">')).toBe(
      '<div class="table-frame" tabindex="0" role="group"><table><tr></tr></table></div><pre tabindex="0" role="group" data-language="sh">',
    )
  })

  it('makes no header of the empty corner of a table', () => {
    expect(makeReachable('<th></th><th>a</th>')).toBe('<td></td><th>a</th>')
  })
})
