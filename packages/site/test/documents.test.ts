import { describe, expect, it } from 'vitest'
import { pageText } from '../scripts/documents/page-text.ts'
import { rewriteLinks } from '../scripts/documents/rewrite-links.ts'

const pages = new Map([
  ['guide/README.md', ''],
  ['guide/tasks/rotate.md', 'tasks/rotate'],
  ['packages/cli/README.md', 'packages/cli'],
])
const exists = (path: string) => ['guide/images/a.png', 'examples', 'packages/cli'].includes(path)
const rewrite = (text: string) => rewriteLinks('guide/tasks/page.md', text, { pages, exists })

describe('rewriteLinks', () => {
  it.each([
    ['[a](rotate.md)', '[a](/docs/tasks/rotate/)'],
    ['[a `b`](rotate.md#the-key)', '[a `b`](/docs/tasks/rotate/#the-key)'],
    ['[a](../README.md)', '[a](/docs/)'],
    ['[a](../../packages/cli)', '[a](/docs/packages/cli/)'],
    ['[a](#here) and [b](https://example.com/x)', '[a](#here) and [b](https://example.com/x)'],
  ])('leads %s from page to page', (text, expected) => {
    expect(rewrite(text).text).toBe(expected)
  })

  it('keeps the name of a file that is not a page, without its link', () => {
    expect(rewrite('see [`examples`](../../examples).').text).toBe('see `examples`.')
  })

  it('names the pictures that a page shows', () => {
    expect(rewrite('![A view](../images/a.png)')).toEqual({
      text: '![A view](/docs/images/guide/images/a.png)',
      images: ['guide/images/a.png'],
    })
  })

  it('names the pictures of HTML, which may be one for each scheme of colors', () => {
    expect(rewrite('<source srcset="../images/a.png"><img alt="A" src="../images/a.png">')).toEqual({
      text: '<source srcset="/docs/images/guide/images/a.png"><img alt="A" src="/docs/images/guide/images/a.png">',
      images: ['guide/images/a.png', 'guide/images/a.png'],
    })
  })

  it('refuses a picture that does not exist', () => {
    expect(() => rewrite('<img src="b.png">')).toThrow('guide/tasks/page.md shows b.png, which does not exist')
  })

  it('leaves code alone', () => {
    const text = '`[a](rotate.md)`\n\n```md\n[a](nowhere.md)\n```\n'

    expect(rewrite(text).text).toBe(text)
  })

  it('refuses a link that leads nowhere', () => {
    expect(() => rewrite('[a](nowhere.md)')).toThrow('guide/tasks/page.md links to nowhere.md, which does not exist')
  })
})

describe('pageText', () => {
  it('puts the title and the first paragraph in front', () => {
    const text = pageText('# Settings of `serve`\n\n<!-- made -->\n\nA [setting](x) is\n"here".\n\n## Next\n')

    expect(text).toContain('---\ntitle: "Settings of serve"\ndescription: "A setting is \\"here\\"."\n---\n')
    expect(text).not.toContain('# Settings')
    expect(text).toContain('## Next')
  })

  it('refuses a page without a title', () => {
    expect(() => pageText('A text.')).toThrow('no title: A text.')
  })
})
