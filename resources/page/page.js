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
  new QWebChannel(qt.webChannelTransport, (channel) => {
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
  function codeOf(figure) {
    const code = figure.querySelector("pre").cloneNode(true);
    for (const unwanted of code.querySelectorAll(".gp, .gd")) unwanted.remove();
    return code.textContent.replace(/\n$/, "");
  }

  function wrap(figure) {
    const on = figure.classList.toggle("wrap");
    figure.querySelector(".tool.wrap")?.setAttribute("aria-pressed", String(on));
  }

  // ---- places ----
  const headings = [...article.querySelectorAll(":is(h1, h2, h3, h4, h5, h6)[id]")];
  let pinned = null; // the heading jumped to stays the present one until the reader scrolls

  function place(anchor) {
    const small = anchor.toLowerCase();
    return document.getElementById(anchor) ?? [...document.querySelectorAll("[id]")].find((element) => element.id.toLowerCase() === small);
  }

  const scroll = (top) => scrollTo({ top, behavior: "instant" });

  // Going through the address lets the engine open closed boxes, mark the target and set the place where Tab goes on.
  function go(anchor) {
    const target = anchor && place(anchor);
    if (anchor && !target) return;
    if (target) location.replace(`#${encodeURIComponent(target.id)}`);
    else scrollTo(0, 0);
    settle(target);
  }

  function settle(target) {
    pinned = (target && (target.closest("h1, h2, h3, h4, h5, h6") ?? target)) || null;
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
    requestAnimationFrame(() => ((asked = false), report()));
  }, { passive: true });
  let touched = false;
  for (const kind of ["wheel", "pointerdown", "keydown", "touchmove"]) {
    addEventListener(kind, () => ((touched = true), (pinned = null)), { passive: true, capture: true });
  }

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
    if (frame?.querySelector("img")) return enlarge(frame.querySelector("img"));
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
  function mark(terms) {
    CSS.highlights.clear();
    const words = terms.filter(Boolean).map((term) => term.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
    if (!words.length) return;
    const wanted = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words.sort((one, two) => two.length - one.length).join("|")})`, "giu");
    const found = new Highlight();
    const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      for (const match of texts.currentNode.data.matchAll(wanted)) {
        const [start, end] = [match.index, match.index + match[0].length];
        found.add(new StaticRange({ startContainer: texts.currentNode, startOffset: start, endContainer: texts.currentNode, endOffset: end }));
      }
    }
    CSS.highlights.set("found", found);
  }

  // ---- arrival ----
  // Until the fonts are there, lines are broken as in another face: then once more, unless the reader has moved meanwhile.
  function begin() {
    if (arrival.scroll === null && !arrival.anchor) return;
    const arrive = () => touched || (arrival.scroll === null ? go(arrival.anchor) : scroll(arrival.scroll));
    arrive();
    document.fonts.ready.then(arrive);
    addEventListener("load", arrive, { once: true });
  }

  // ---- what the window may ask ----
  function look(chosen, size) {
    for (const [name, value] of Object.entries(chosen)) {
      if (value) root.dataset[name] = value;
      else delete root.dataset[name];
    }
    if (size) root.style.setProperty("--size", `${size}px`);
    else root.style.removeProperty("--size");
  }
  const probe = () => document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => tell("painted", () => arrival.load))));
  self.docshelf = { go, look, mark, scroll, probe };
  probe();
})();
