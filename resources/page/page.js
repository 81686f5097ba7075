// What a page does: copy, wrap, enlarge, scroll, say where the reader is. Runs in an isolated world that the page's own
// text cannot reach; talks to the window through `bridge` (viewer/shell/bridge.py). Keys of the window are not handled here.
(() => {
  "use strict";

  // What the window says of this load: its number, the scroll position to come back to, else the anchor to begin at.
  let arrival = { load: 0, scroll: null, anchor: "" };
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const root = document.documentElement;
  const article = document.querySelector(".article");
  if (!article) return;

  // ---- the window ----
  const unsaid = [];
  let bridge = null;
  const say = (name, values) => bridge[name](...values.map((value) => (typeof value === "function" ? value() : value)));
  const tell = (name, ...values) => (bridge ? say(name, values) : unsaid.push([name, values]));
  // All pages of a window share one line, and an answer to a page that was left may come to the next: each numbers its questions apart.
  const first = Math.floor(Math.random() * 2 ** 48);
  let next = first;
  const line = {
    send(text) {
      const question = JSON.parse(text);
      if ("id" in question) next = (question.id += first) + 1;
      qt.webChannelTransport.send(JSON.stringify(question));
    },
  };
  qt.webChannelTransport.onmessage = ({ data }) => {
    const answer = typeof data === "string" ? JSON.parse(data) : data;
    if ("id" in answer && (answer.id < first || answer.id >= next)) return;
    if ("id" in answer) answer.id -= first;
    line.onmessage({ data: answer });
  };
  new QWebChannel(line, (channel) => {
    channel.objects.bridge.arrival((told) => {
      bridge = channel.objects.bridge;
      arrival = JSON.parse(told);
      begin();
      report();
      for (const [name, values] of unsaid) say(name, values);
    });
  });

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const icon = (name) => make("i", { class: "icon", "data-icon": name, "aria-hidden": "true" });

  // ---- copying ----
  const said = document.body.appendChild(make("div", { class: "said", role: "status" }));
  const saying = new Set(); // buttons that say "Copied" just now

  function done(button) {
    if (saying.has(button)) return;
    const mark = button.querySelector(".icon");
    const word = button.lastChild.nodeType === Node.TEXT_NODE ? button.lastChild : new Text();
    const before = [mark.dataset.icon, word.data];
    const show = (name, text, announced) => {
      mark.dataset.icon = name;
      word.data = text;
      said.textContent = announced;
      button.classList.toggle("done");
    };
    saying.add(button);
    show("check", "Copied", "Copied");
    setTimeout(() => {
      show(...before, "");
      saying.delete(button);
    }, 1000);
  }

  // The code as one would type it: no prompts, no removed lines.
  const codeOf = (figure) => typed(figure.querySelector("pre"), ".gp, .gd").replace(/\n$/, "");

  function typed(element, unwanted) {
    const copy = element.cloneNode(true);
    for (const each of copy.querySelectorAll(unwanted)) each.remove();
    return copy.textContent;
  }

  // A selection leaves the page as text and as bare HTML: structure, without our signs, classes and colours, and with links that
  // lead somewhere from another program too.
  const OURS = ".icon, .anchor, .star, .alias, .tools, .tool, .lang, .gp, .trail, .nextprev, .said, .lightbox, img";
  const INLINE = new Set("A B CODE DEL EM I INS KBD MARK S STRONG SUB SUP U".split(" "));
  const PARTED = new Set("DL OL TABLE TBODY TFOOT THEAD TR UL".split(" ")); // means nothing without what is around its parts
  const BLOCKS = new Set("BLOCKQUOTE BR CAPTION DD DT H1 H2 H3 H4 H5 H6 HR LI P TD TH".split(" "));
  const RENAMED = { ARTICLE: "div", DETAILS: "div", DIV: "div", FIGCAPTION: "p", FIGURE: "div", SECTION: "div", SUMMARY: "p" };
  const STACKED = ".tile > :is(b, span), :is(.offline, .api-empty) :is(b, small)"; // lines of their own, by our style alone
  const MEANT = ["colspan", "rowspan", "start"]; // attributes
  const canonical = document.querySelector("link[rel=canonical]")?.href ?? "";
  const site = canonical.endsWith(location.pathname) ? canonical.slice(0, -location.pathname.length) : "";

  function outward(link) {
    if (["http:", "https:", "mailto:"].includes(link.protocol)) return link.href;
    if (link.protocol !== location.protocol || link.pathname.startsWith("/_/")) return "";
    return site && link.host === location.host ? site + link.pathname + link.hash : link.href;
  }

  const bare = (parts) => [...parts].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [node.data];
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(OURS)) return [];
    if (node.matches(".kind")) return node.nextElementSibling?.tagName === "P" ? [] : [make("strong", {}, node.textContent)];
    if (node.tagName === "PRE") return [make("pre", {}, make("code", {}, typed(node, OURS)))];
    if (node.tagName === "CODE") return [make("code", {}, typed(node, OURS))];
    const inner = bare(node.childNodes);
    const href = node.tagName === "A" ? outward(node) : "";
    if (href) return inner.length ? [make("a", { href }, ...inner)] : []; // the link that covers a card holds nothing
    const known = node.tagName !== "A" && (INLINE.has(node.tagName) || PARTED.has(node.tagName) || BLOCKS.has(node.tagName));
    const name = node.matches(STACKED) ? "div" : known ? node.tagName : RENAMED[node.tagName];
    if (!name) return inner;
    const attributes = Object.fromEntries(MEANT.filter((each) => node.hasAttribute(each)).map((each) => [each, node.getAttribute(each)]));
    const kind = node.previousElementSibling;
    return [make(name, attributes, ...(kind?.matches(".kind") ? [make("strong", {}, kind.textContent), " "] : []), ...inner)];
  });

  // Only what is drawn has lines, and what is hidden has no text.
  function lines(element) {
    Object.assign(element.style, { position: "fixed", opacity: "0" });
    document.body.append(element);
    const text = element.innerText;
    element.remove();
    return text;
  }

  // Within one block of code the text is the code, with every space.
  function chosen() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const start = range.commonAncestorContainer;
    const inside = start.nodeType === Node.TEXT_NODE ? start.parentElement : start;
    const code = inside.closest("pre");
    let part = range.cloneContents();
    const text = code && typed(part, OURS);
    let parted = inside === start;
    for (let around = inside; around && around !== article; around = around.parentElement) {
      parted &&= PARTED.has(around.tagName);
      if (!parted && !INLINE.has(around.tagName) && !(around === code && text.includes("\n"))) continue;
      const shell = around.cloneNode(false);
      shell.append(part);
      part = new DocumentFragment();
      part.append(shell);
    }
    const taken = make("div", {}, ...bare(part.childNodes));
    const html = taken.innerHTML;
    return { html, text: text ?? lines(taken) };
  }

  document.addEventListener("copy", (event) => {
    const taken = chosen();
    if (!taken) return;
    event.clipboardData.setData("text/plain", taken.text);
    event.clipboardData.setData("text/html", taken.html);
    event.preventDefault();
  });
  const copyPlain = () => ((taken) => taken && tell("copy", taken.text))(chosen());

  let selected = null;
  function tellSelected() {
    const some = !getSelection().isCollapsed;
    if (some !== selected) tell("selected", (selected = some));
  }
  document.addEventListener("selectionchange", tellSelected);
  tellSelected();

  // What a context menu is wanted for; a link or a button may lie over it.
  let under = [];
  document.addEventListener("contextmenu", (event) => (under = [event.target, ...document.elementsFromPoint(event.clientX, event.clientY)]), true);
  function pointed() {
    const find = (selector) => under.map((element) => element.closest?.(selector)).find(Boolean);
    const figure = find(".code:has(pre)");
    return JSON.stringify({ image: find("img")?.currentSrc ?? "", code: figure ? codeOf(figure) : "" });
  }

  function wrap(figure) {
    const on = figure.classList.toggle("wrap");
    figure.querySelector(".tool.wrap")?.setAttribute("aria-pressed", String(on));
  }

  // ---- places ----
  const headings = [...article.querySelectorAll(":is(h1, h2, h3, h4, h5, h6)[id]")];
  let pinned = null; // the heading jumped to stays the present one until the reader scrolls
  let goal; // the place to be at once the page is whole; null when the reader has moved

  function place(anchor) {
    const small = anchor.toLowerCase();
    return document.getElementById(anchor) ?? [...document.querySelectorAll("[id]")].find((element) => element.id.toLowerCase() === small);
  }

  const scroll = (top) => scrollTo({ top, behavior: "instant" });

  function reveal(element) {
    for (let box = element; box; box = box.parentElement) if (box.localName === "details") box.open = true;
  }

  // Not through the address: each change of it is a navigation to the engine, and ends the load of another page that is on its way.
  function go(anchor) {
    const target = anchor ? place(anchor) : null;
    if (target) reach(target);
    else if (anchor) return;
    else scroll(0);
    settle(target);
  }

  function reach(target) {
    reveal(target);
    target.scrollIntoView({ behavior: "instant" });
    target.focus({ preventScroll: true });
    if (document.activeElement === target) return;
    target.tabIndex = -1; // what had the focus last is where Tab goes on, without it too
    target.focus({ preventScroll: true });
    target.blur();
    target.removeAttribute("tabindex");
  }

  function settle(target) {
    const heading = target?.closest("h1, h2, h3, h4, h5, h6");
    article.querySelector("[data-target]")?.removeAttribute("data-target");
    heading?.setAttribute("data-target", "");
    pinned = heading ?? target;
    if (pinned && !headings.includes(pinned)) {
      pinned = headings.findLast((heading) => heading.compareDocumentPosition(pinned) & Node.DOCUMENT_POSITION_FOLLOWING) ?? null;
    }
    report();
  }

  // The line at which reading happens sinks from near the top to the foot over the last screenful, so that the headings
  // of a page's end have their turn too.
  function present() {
    const left = root.scrollHeight - innerHeight - scrollY;
    const line = Math.max(96, innerHeight - left);
    return headings.findLast((heading) => heading.getClientRects().length && heading.getBoundingClientRect().top <= line);
  }

  let reported = null;
  function report() {
    const anchor = (pinned ?? present())?.id ?? "";
    if (bridge && anchor !== reported) tell("at", (reported = anchor));
  }

  let asked = false;
  addEventListener("scroll", () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      report();
      if (Math.abs(scrollY - kept) > 1) hold();
    });
  }, { passive: true });
  for (const kind of ["wheel", "pointerdown", "keydown", "touchmove"]) {
    addEventListener(kind, () => (goal = pinned = null), { passive: true, capture: true });
  }

  // ---- another width ----
  // Where lines break anew, the words at the top stay there: the engine sees to that only where the page grows longer. They are chosen as
  // the reader scrolls, not after each step of a window that is drawn wider, which would lose a line a step.
  let held = null; // a place in the text, and how far down the window it stood
  let kept = -2; // where the page was scrolled to for its sake

  const topOf = (caret) => (caret.getClientRects()[0] ?? caret.startContainer.parentElement.getBoundingClientRect()).top;

  function hold() {
    held = null;
    const { left, width } = article.getBoundingClientRect();
    for (let y = 4; scrollY && !held && y < innerHeight / 2; y += 16) {
      const caret = document.caretRangeFromPoint(left + width / 2, y);
      if (caret?.startContainer.nodeType === Node.TEXT_NODE && article.contains(caret.startContainer)) held = { caret, top: topOf(caret) };
    }
  }

  function keep() {
    if (!held) return;
    scroll(scrollY + topOf(held.caret) - held.top);
    kept = scrollY;
  }

  addEventListener("resize", () => (goal && document.readyState !== "complete" ? arrive() : keep()));

  // ---- rows of cards ----
  for (const slider of article.querySelectorAll(".slider")) {
    const row = slider.querySelector("ul");
    const buttons = [slider.querySelector(".tool.previous"), slider.querySelector(".tool.next")];
    if (!row || buttons.includes(null)) continue;
    const step = () => (row.children[1] ? row.children[1].offsetLeft - row.children[0].offsetLeft : row.clientWidth);
    const ends = () => {
      buttons[0].setAttribute("aria-disabled", String(row.scrollLeft < 4));
      buttons[1].setAttribute("aria-disabled", String(row.scrollLeft > row.scrollWidth - row.clientWidth - 4));
    };
    buttons.forEach((button, index) => button.addEventListener("click", () => {
      row.scrollBy({ left: index ? step() : -step(), behavior: calm.matches ? "instant" : "smooth" });
    }));
    row.addEventListener("scroll", ends, { passive: true });
    new ResizeObserver(ends).observe(row);
  }

  // ---- a picture, large ----
  function enlarge(picture) {
    const image = make("img", { src: picture.currentSrc || picture.src, alt: picture.alt, draggable: "false" });
    const stage = make("div", { class: "stage" }, image);
    const tool = (name, label, act) => {
      const button = make("button", { class: "tool", title: label, "aria-label": label }, icon(name));
      button.addEventListener("click", act);
      return button;
    };
    const box = make("dialog", { class: "lightbox", "aria-label": picture.alt || "Picture" }, stage, make("div", { class: "tools" },
      tool("zoom_out", "Smaller (-)", () => zoom(0.8)), tool("zoom_in", "Larger (+)", () => zoom(1.25)),
      tool("fit_screen", "Whole picture (0)", () => fit()), tool("close", "Close (Esc)", () => box.close())));
    const vector = /\.svg([?#]|$)/i.test(image.src);
    let scale = 1, fitted = 1, x = 0, y = 0, dragged = false, from = null;

    const size = () => [image.naturalWidth || picture.clientWidth, image.naturalHeight || picture.clientHeight];
    function draw() {
      const [width, height] = size().map((length) => length * scale);
      const limit = (offset, length, room) => Math.max(-Math.abs(length - room) / 2, Math.min(Math.abs(length - room) / 2, offset));
      x = width > stage.clientWidth ? limit(x, width, stage.clientWidth) : 0;
      y = height > stage.clientHeight ? limit(y, height, stage.clientHeight) : 0;
      image.style.width = `${width}px`;
      image.style.height = `${height}px`;
      image.style.transform = `translate(${(stage.clientWidth - width) / 2 + x}px, ${(stage.clientHeight - height) / 2 + y}px)`;
      stage.classList.toggle("large", width > stage.clientWidth + 1 || height > stage.clientHeight + 1);
    }
    function fit() {
      const [width, height] = size();
      fitted = Math.min(stage.clientWidth / width, stage.clientHeight / height, vector ? Infinity : 1);
      [scale, x, y] = [fitted, 0, 0];
      draw();
    }
    // The point under the pointer stays where it is; without one it is the middle.
    function zoom(factor, event = null) {
      const wanted = Math.max(fitted / 2, Math.min(Math.max(8, fitted * 8), scale * factor));
      const frame = stage.getBoundingClientRect();
      const [px, py] = event ? [event.clientX - frame.left - frame.width / 2, event.clientY - frame.top - frame.height / 2] : [0, 0];
      x = px - (px - x) * (wanted / scale);
      y = py - (py - y) * (wanted / scale);
      scale = wanted;
      draw();
    }

    box.addEventListener("click", (event) => event.target === box && box.close());
    box.addEventListener("wheel", (event) => (event.preventDefault(), zoom(Math.exp(-event.deltaY / 400), event)), { passive: false });
    stage.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      [from, dragged] = [[event.clientX - x, event.clientY - y, event.clientX, event.clientY], false];
      stage.setPointerCapture(event.pointerId);
    });
    stage.addEventListener("pointermove", (event) => {
      if (!from) return;
      dragged ||= Math.hypot(event.clientX - from[2], event.clientY - from[3]) > 4;
      if (!dragged) return;
      [x, y] = [event.clientX - from[0], event.clientY - from[1]];
      draw();
    });
    stage.addEventListener("pointerup", (event) => {
      if (!from) return;
      from = null;
      if (dragged) return;
      const frame = image.getBoundingClientRect();
      const inside = event.clientX >= frame.left && event.clientX <= frame.right && event.clientY >= frame.top && event.clientY <= frame.bottom;
      if (!inside) box.close();
      else if (scale > fitted * 1.01) fit();
      else zoom(Math.max(2, 1 / fitted), event);
    });
    box.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
      if (moves) ((x += moves[0]), (y += moves[1]), draw());
      else if (event.key === "+" || event.key === "=") zoom(1.25);
      else if (event.key === "-") zoom(0.8);
      else if (event.key === "0") fit();
      else return;
      event.preventDefault();
    });
    const watch = new ResizeObserver(fit);
    box.addEventListener("close", () => (watch.disconnect(), box.remove(), tell("overlay", false)));
    document.body.append(box);
    box.showModal();
    tell("overlay", true);
    watch.observe(stage);
    image.addEventListener("load", fit);
  }

  // ---- clicks and keys ----
  const within = (link) => (link.hash || link.getAttribute("href") === "#")
    && link.origin === location.origin && link.pathname === location.pathname && link.search === location.search;

  function decoded(anchor) {
    try {
      return decodeURIComponent(anchor);
    } catch {
      return anchor; // a bare per cent sign
    }
  }

  document.addEventListener("click", (event) => {
    const hit = (selector) => event.target.closest?.(selector);
    const button = hit(".code .tool");
    if (button) {
      const figure = button.closest(".code");
      if (button.classList.contains("wrap")) wrap(figure);
      else (tell("copy", codeOf(figure)), done(button));
      return;
    }
    const frame = hit(".image > button.frame");
    const picture = [...frame?.querySelectorAll("img") ?? []].find((one) => one.checkVisibility());
    if (picture) return enlarge(picture);
    const star = hit("button.star");
    if (star) return tell("star", star.parentElement.id);
    const link = hit("a[href]");
    if (!link || event.ctrlKey || event.shiftKey || event.metaKey || event.altKey || !within(link)) return;
    event.preventDefault();
    const anchor = decoded(link.hash.slice(1));
    if (link.classList.contains("anchor")) (tell("copy_address", anchor), done(link));
    else tell("follow", anchor);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "w" || event.ctrlKey || event.metaKey || event.altKey) return;
    const figure = event.target.closest?.(".code") ?? document.querySelector(".code:hover");
    if (figure?.querySelector(".tool.wrap")) wrap(figure);
  });

  // ---- searched words, marked without touching the text ----
  let marks = [];
  let now = -1;
  const unspaced = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;
  function mark(terms) {
    CSS.highlights.clear();
    [marks, now] = [[], -1];
    const words = terms.filter(Boolean).sort((one, two) => two.length - one.length);
    if (!words.length) return;
    const spelled = words.map((word) => (unspaced.test(word) ? "" : "(?<![\\p{L}\\p{N}_])") + word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
    const wanted = new RegExp(spelled.join("|"), "giu");
    const found = new Highlight();
    const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      for (const match of texts.currentNode.data.matchAll(wanted)) {
        const [start, end] = [match.index, match.index + match[0].length];
        const range = new StaticRange({ startContainer: texts.currentNode, startOffset: start, endContainer: texts.currentNode, endOffset: end });
        marks.push(range);
        found.add(range);
      }
    }
    CSS.highlights.set("found", found);
  }

  // From where the reader is on the page at first; then from mark to mark, around the ends.
  function step(backwards) {
    if (!marks.length) return;
    goal = null;
    const top = (range) => range.startContainer.parentElement.getBoundingClientRect().top;
    const last = marks.length - 1;
    if (now < 0) now = backwards ? marks.findLastIndex((range) => top(range) < 0) : marks.findIndex((range) => top(range) >= 0);
    else now += backwards ? -1 : 1;
    if (now < 0) now = backwards ? last : 0;
    else if (now > last) now = 0;
    const range = document.createRange();
    range.setStart(marks[now].startContainer, marks[now].startOffset);
    range.setEnd(marks[now].endContainer, marks[now].endOffset);
    reveal(marks[now].startContainer.parentElement);
    const shown = new Highlight(range);
    shown.priority = 1;
    CSS.highlights.set("now", shown);
    const box = range.getBoundingClientRect();
    if (box.top < 64 || box.bottom > innerHeight - 32) scroll(scrollY + box.top - innerHeight / 3);
  }

  // ---- arrival ----
  // Until the fonts are there, lines are broken as in another face: then once more, unless the reader has moved meanwhile.
  function begin() {
    if (goal === undefined && (arrival.scroll !== null || arrival.anchor)) goal = arrival;
    arrive();
    document.fonts.ready.then(arrive);
    addEventListener("load", arrive, { once: true });
  }

  function arrive() {
    if (goal) (goal.scroll === null ? go(goal.anchor) : scroll(goal.scroll));
  }

  function to(place) {
    goal = place;
    arrive();
  }

  // ---- stars of headings ----
  // Made when the window first says which headings are bookmarked, after the page stands; the title is starred in the window's bar.
  // What a heading is called stays its text alone.
  let stars = null;
  function star(anchors) {
    const title = headings[0]?.localName === "h1" ? headings[0] : null;
    stars ??= new Map(headings.filter((heading) => heading !== title && heading.querySelector(":scope > .anchor")).map((heading) => {
      const text = heading.textContent.trim();
      const button = make("button", { class: "star", type: "button", title: "Bookmark this heading", "aria-label": `Bookmark “${text}”` }, icon("star"));
      heading.setAttribute("aria-label", text);
      heading.append(button);
      return [heading.id, button];
    }));
    for (const [anchor, button] of stars) button.setAttribute("aria-pressed", String(anchors.includes(anchor)));
  }

  // ---- what the window may ask ----
  function look(chosen, size) {
    for (const [name, value] of Object.entries(chosen)) {
      if (value) root.dataset[name] = value;
      else delete root.dataset[name];
    }
    if (size) root.style.setProperty("--size", `${size}px`);
    else root.style.removeProperty("--size");
    keep();
  }
  const probe = () => document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => tell("painted", () => arrival.load))));
  self.docshelf = { copyPlain, look, mark, pointed, probe, scroll: (top) => to({ scroll: top }), star, step, to };
  probe();
})();
