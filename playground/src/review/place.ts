/** Where a card stands beside its link. */

const GAP = 4;
const EDGE = 8;

/** A box in the window, in pixels. */
type Box = Pick<DOMRect, "top" | "bottom" | "left">;
type Size = Readonly<{ width: number; height: number }>;

/** Returns the corner of a card of this size: under its link, or over it where there is more room, within the window. */
export function corner(link: Box, card: Size, window: Size): { top: number; left: number } {
  const under = window.height - link.bottom;
  const fits = card.height + GAP <= under || under >= link.top;
  const most = Math.max(EDGE, window.width - card.width - EDGE);
  return {
    top: fits ? link.bottom + GAP : link.top - GAP - card.height,
    left: Math.min(Math.max(EDGE, link.left), most),
  };
}

/** Puts the card, which is on the page, beside its link. */
export function place(card: HTMLElement, link: HTMLElement): void {
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const size = { width: card.offsetWidth, height: card.offsetHeight };
  const { top, left } = corner(link.getBoundingClientRect(), size, { width, height });
  const origin = (card.offsetParent ?? document.body).getBoundingClientRect();
  card.style.top = `${top - origin.top}px`;
  card.style.left = `${left - origin.left}px`;
}
