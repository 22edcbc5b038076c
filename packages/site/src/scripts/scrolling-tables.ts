/** A frame that scrolls is a stop of the Tab key; one that holds its table is none. */
const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0')
    else target.removeAttribute('tabindex')
  }
})

for (const frame of document.querySelectorAll('.table-frame')) observer.observe(frame)
