import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { completeNotices } from '../../scripts/packed/notices.ts'

const noticesFile = 'THIRD-PARTY-NOTICES.md'

/**
 * Modules of dialogs, menus and selects, with what places them, and of the fields that forms have and first screens have not. Our
 * own dialogs and searchable selects are among them: whoever is shared brings along what it needs.
 */
const overlays =
  /@floating-ui|react-remove-scroll|use-sidecar|use-callback-ref|react-style-singleton|console\/src\/ui\/(?:dialogs|controls\/search-select)|@mantine\/core\/esm\/components\/(?:Autocomplete|Checkbox|Combobox|FloatingIndicator|FocusTrap|Menu|Modal|ModalBase|NativeScrollArea|Overlay|Popover|Portal|Radio|ScrollArea|SegmentedControl|Select|Textarea)\//

/** Fields of numbers, and of several values, with what they are made of. Most forms have neither. */
const numberFields = /react-number-format|@mantine\/core\/esm\/components\/NumberInput\//
const severalValues =
  /@mantine\/core\/esm\/components\/(?:MultiSelect|TagsInput|Pill|PillsInput|Combobox\/use-pills-reorder)\//

// The hub serves what is built here, below its own origin. Nothing is loaded from elsewhere.
export default defineConfig({
  plugins: [react(), runsAtOnce('start'), compiledWhole(), completedNotices()],
  resolve: { conditions: ['source', 'module', 'browser', 'default'] },
  build: {
    outDir: 'dist',
    target: 'es2023',
    // The policy of the page takes images and scripts from files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One small file: a screen that is opened while the hub is away must not lack its styles.
    cssCodeSplit: false,
    reportCompressedSize: true,
    // The licences of everything that is bundled: they ask to go wherever the copies go.
    license: { fileName: noticesFile },
    rolldownOptions: {
      output: {
        // What most screens share comes in one file: each file costs a request, and a slow processor feels three dozen. The
        // list of connections loads 14 instead of 35, and fewer bytes. A module of the group needs only modules that are at
        // least as shared, so that no two files need each other.
        //
        // What asks the hub and needs nothing of what draws is a small file before them, which runs while they still load.
        codeSplitting: {
          groups: [
            { name: 'start', test: /console\/src\/start\.ts$/, priority: 2 },
            {
              name: 'shared',
              test: (file) => ![overlays, numberFields, severalValues].some((one) => one.test(file)),
              minShareCount: 8,
              priority: 1,
            },
            // What the entry needs stays with it, also where a dialog is the only other one that does.
            { name: 'index', tags: ['$initial'], priority: 1 },
            // What opens over the page, and what forms are made of. The first screens do without it.
            { name: 'overlays', test: overlays },
            // After them, because these need some of them.
            { name: 'number-fields', test: numberFields },
            { name: 'several-values', test: severalValues },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8090' } },
})

/** Has the page run a file as soon as it is there. Otherwise it runs only when all the others are read, as their part. */
function runsAtOnce(name: string): Plugin {
  return {
    name: 'runs-at-once',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        if (!bundle) return []
        const file = Object.values(bundle).find((chunk) => chunk.type === 'chunk' && chunk.name === name)
        if (!file) throw new Error(`The build has no file called ${name}`)
        const src = `/${file.fileName}`
        return [{ tag: 'script', attrs: { type: 'module', async: true, crossorigin: true, src }, injectTo: 'head' }]
      },
    },
  }
}

/**
 * The files that draw the first screen. Chromium then compiles them whole, beside the page's thread, while they arrive.
 * Otherwise it would compile each function on the page's thread when it is first called, which is nearly half of what that
 * thread does until the list of connections stands. Other browsers take the line for a comment.
 */
const runOnLoad: ReadonlySet<string> = new Set(['start', 'shared', 'index', 'account-layout', 'connections'])

function compiledWhole(): Plugin {
  return {
    name: 'compiled-whole',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk' || !runOnLoad.has(file.name)) continue
          // Counts only on the first line, before what Vite itself puts in front.
          file.code = `//# allFunctionsCalledOnLoad\n${file.code}`
        }
      },
    },
  }
}

/** Some packages bring no file with their licence; those of them that say MIT get its text. */
function completedNotices(): Plugin {
  return {
    name: 'completed-notices',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const notices = bundle[noticesFile]
        if (notices?.type !== 'asset') return
        notices.source = completeNotices(String(notices.source), (name) =>
          JSON.parse(readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), 'utf8')),
        )
      },
    },
  }
}
