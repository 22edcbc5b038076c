import { createTheme, type MantineColorsTuple } from '@mantine/core'

const petrol: MantineColorsTuple = [
  '#e9f6f7',
  '#d3eaec',
  '#a6d5d9',
  '#75bec5',
  '#4eabb4',
  '#359fa9',
  '#2499a4',
  '#117f89',
  '#0f6f79',
  '#0b5a63',
]

/** Dark enough where white text stands on it. */
const red: MantineColorsTuple = [
  '#fff5f5',
  '#ffe3e3',
  '#ffc9c9',
  '#ffa8a8',
  '#ff8787',
  '#ff6b6b',
  '#e5413a',
  '#c8322b',
  '#b3261e',
  '#9a1f18',
]

/** The greys of the dark scheme have the tint of its pages: the eighth is the ground of cards, dialogs and menus. */
const dark: MantineColorsTuple = [
  '#dfe5e8',
  '#c3ccd1',
  '#a5b1b8',
  '#76848c',
  '#374046',
  '#2d363c',
  '#232b30',
  '#1c2226',
  '#181d20',
  '#14181b',
]

/** Calm colours, one accent; shade 8 passes contrast on white, and text on filled colours is chosen by contrast. */
export const theme = createTheme({
  colors: { dark, petrol, red },
  primaryColor: 'petrol',
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontFamily: "Inter, 'Segoe UI', system-ui, -apple-system, Roboto, 'Helvetica Neue', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  components: {
    // A header within a dialog is no banner of the page.
    Modal: { defaultProps: { attributes: { header: { role: 'none' } }, closeButtonProps: { 'aria-label': 'Close' } } },
    // Its placeholder for the focus is no item of a menu.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, withinPortal: false } },
    Drawer: { defaultProps: { attributes: { header: { role: 'none' } }, closeButtonProps: { 'aria-label': 'Close' } } },
  },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.125rem', lineHeight: '1.4' },
      h3: { fontSize: '1rem', lineHeight: '1.45' },
    },
  },
})
