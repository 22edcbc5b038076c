/** Shapes of the icons, 24 units square, drawn with a line. */
const shapes = {
  home: 'M4 11.5 12 5l8 6.5V19a1 1 0 0 1-1 1h-4.5v-5h-5v5H5a1 1 0 0 1-1-1z',
  connection:
    'M9.5 14.5 14.5 9.5M8 12l-2.2 2.2a3.2 3.2 0 0 0 4.5 4.5L12.5 16.5M16 12l2.2-2.2a3.2 3.2 0 0 0-4.5-4.5L11.5 7.5',
  explore: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4',
  answer: 'M4 5.5h16v10.5H11L6.5 20v-4H4zM8.5 11l2.3 2.2 4.7-4.7',
  destination: 'M12 4v10M8 10.5l4 4 4-4M4.5 15.5V20h15v-4.5',
  container: 'M12 3 4.5 7v10L12 21l7.5-4V7zM4.5 7 12 11l7.5-4M12 11v10',
  history: 'M4 12a8 8 0 1 0 2.5-5.8M4 4v3.5h3.5M12 8v4.5l3 2',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5a6 6 0 0 1 3.5 5.5',
  key: 'M8 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM11 11l8.5-6.5M16.5 6.5 19 9.5',
  audit: 'M7 3.5h7L19 8.5V20a.5.5 0 0 1-.5.5h-11A.5.5 0 0 1 7 20zM14 3.5V9h5M10 13h6M10 16.5h4',
  policy: 'M12 3.5 5 6v5.5c0 4.3 3 7.5 7 9 4-1.5 7-4.7 7-9V6z',
  help: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM9.7 9.7a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.2.9-1.2 1.9M12 16.3v.2',
  alert: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5a2 2 0 0 0 4 0M12 3v2',
  check: 'M5 12.5 10 17.5 19.5 7',
  cross: 'M6.5 6.5 17.5 17.5M17.5 6.5 6.5 17.5',
  pencil: 'M4.5 19.5 5.5 15 15.5 5a2 2 0 0 1 3 0l.5.5a2 2 0 0 1 0 3L9 18.5z',
  circle: 'M12 19a7 7 0 1 0 0-14 7 7 0 0 0 0 14z',
  warning: 'M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.2',
  plus: 'M12 5v14M5 12h14',
  play: 'M8 5.5v13l10.5-6.5z',
  copy: 'M8.5 8.5V5a.5.5 0 0 1 .5-.5h10a.5.5 0 0 1 .5.5v10a.5.5 0 0 1-.5.5h-3.5M5 8.5h10a.5.5 0 0 1 .5.5v10a.5.5 0 0 1-.5.5H5a.5.5 0 0 1-.5-.5V9a.5.5 0 0 1 .5-.5z',
  chevron: 'M9 6l6 6-6 6',
  clock: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 7.5V12l3 2',
  stop: 'M7 7h10v10H7z',
  spinner: 'M12 4a8 8 0 1 0 8 8',
  skip: 'M6 12h12',
  trash: 'M5 7h14M9.5 7V4.5h5V7M7 7l1 12.5h8L17 7',
  exit: 'M14 4.5H6v15h8M10 12h10M16.5 8.5 20 12l-3.5 3.5',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4',
  moon: 'M19.5 14A8 8 0 0 1 10 4.5 8 8 0 1 0 19.5 14z',
  external: 'M13 5h6v6M19 5l-9 9M16 13v6H5V8h6',
  process:
    'M6 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM18 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8.5 7H15a3 3 0 0 1 3 3v4.5M15.5 17H9a3 3 0 0 1-3-3V9.5',
  outbound: 'M4 12h15M13.5 6.5 19 12l-5.5 5.5',
  inbound: 'M20 12H5M10.5 6.5 5 12l5.5 5.5',
  pause: 'M8.5 6v12M15.5 6v12',
  more: 'M6 11.3a.7.7 0 1 0 0 1.4.7.7 0 0 0 0-1.4zM12 11.3a.7.7 0 1 0 0 1.4.7.7 0 0 0 0-1.4zM18 11.3a.7.7 0 1 0 0 1.4.7.7 0 0 0 0-1.4z',
  runs: 'M4 6.5h10M4 12h7M4 17.5h10M15.5 9.5v5l4.5-2.5z',
  refresh: 'M20 12a8 8 0 1 1-2.3-5.6M20 3.5V8h-4.5',
} as const

export type IconName = keyof typeof shapes

/** An icon beside a text; by itself it says nothing to a screen reader. */
export function Icon({
  name,
  size = 18,
  className,
}: {
  readonly name: IconName
  readonly size?: number
  readonly className?: string
}): React.JSX.Element {
  return (
    <svg
      aria-hidden="true"
      className={className}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  )
}
