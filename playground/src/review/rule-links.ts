/** Links to rules, wherever a page has them; in the loader, so that all else is fetched once a reader rests on one. */
import { SITE } from "../site.ts";

const PAGE = /^rules\/[A-Z]{2,4}\d{2}\/$/;

/** Returns the link to another rule's page, in the page's own text, that `target` is or stands in. */
export function ruleLink(target: EventTarget | null): HTMLAnchorElement | undefined {
  const link = (target as Element | null)?.closest?.<HTMLAnchorElement>(".md-content a[href]");
  if (!link || link.pathname === location.pathname) return undefined;
  const { origin, pathname } = link;
  const below = origin === SITE.origin && pathname.startsWith(SITE.pathname);
  return below && PAGE.test(pathname.slice(SITE.pathname.length)) ? link : undefined;
}

/** Calls `offer` when a pointer that can hover comes upon a link to a rule, or the keyboard does. */
export function onRuleLink(offer: (link: HTMLAnchorElement) => void): void {
  document.addEventListener("pointerover", ({ pointerType, target }) => {
    const link = pointerType === "touch" ? undefined : ruleLink(target);
    if (link) offer(link);
  });
  document.addEventListener("focusin", ({ target }) => {
    const link = ruleLink(target);
    if (link?.matches(":focus-visible")) offer(link);
  });
}
