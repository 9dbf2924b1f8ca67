package io.github.camelzoom.examples.docs;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows the links of Markdown and AsciiDoc files: to files, and to anchors in them. The network is not asked. */
final class DocumentLinks {

    private static final Pattern MARKDOWN_CODE = Pattern.compile("^```.*?^```$|`[^`\n]+`", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern MARKDOWN_LINK = Pattern.compile(
            "]\\(\\s*<?([^)\\s>]+)>?(?:\\s+\"[^\"]*\")?\\s*\\)|^\\[[^]]+]:\\s*(\\S+)|(?:href|src)=\"([^\"]+)\"",
            Pattern.MULTILINE);
    private static final Pattern MARKDOWN_ANCHOR = Pattern.compile("^#{1,6}\\s+(.+?)\\s*#*$|<a (?:id|name)=\"([^\"]+)\"",
            Pattern.MULTILINE);

    private static final Pattern ASCIIDOC_CODE = Pattern.compile("^----$.*?^----$|`[^`\n]+`",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ASCIIDOC_LINK = Pattern
            .compile("(?:xref|link|image|include):{1,2}([^\\[\\s]+)\\[|<<([^,>]+)(?:,[^>]*)?>>|(https?://[^\\s\\[\\]]+)");
    // Made-up ids differ between GitHub and Antora, so only written ones and whole titles count.
    private static final Pattern ASCIIDOC_ANCHOR = Pattern.compile("^=+\\s+(.+?)\\s*$|^\\[\\[([^],]+)]]|^\\[#([^],]+)]",
            Pattern.MULTILINE);

    private final Map<Path, Set<String>> anchors = new HashMap<>();

    /** What is wrong in a file, each with its place; empty when nothing is. */
    List<String> deadLinks(Path file) {
        String text = Project.read(file);
        boolean markdown = isMarkdown(file);
        // Anchors are looked for in the text as it is: headings may hold code.
        String prose = blankOut(markdown ? MARKDOWN_CODE : ASCIIDOC_CODE, text);
        List<String> dead = new ArrayList<>();
        Matcher link = (markdown ? MARKDOWN_LINK : ASCIIDOC_LINK).matcher(prose);
        while (link.find()) {
            String target = firstGroup(link);
            boolean anchorOnly = !markdown && link.group(2) != null;
            String problem = problem(file, anchorOnly ? "#" + target : target);
            if (problem != null) {
                dead.add(file + ":" + (1 + text.substring(0, link.start()).chars().filter(c -> c == '\n').count()) + ": "
                        + target + " " + problem);
            }
        }
        return dead;
    }

    private String problem(Path file, String target) {
        if (target.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
            return external(target);
        }
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        if (path.startsWith("/")) {
            return "is absolute";
        }
        Path linked = path.isEmpty() ? file : file.resolveSibling(path).normalize();
        if (!Files.exists(linked)) {
            return "is not there";
        }
        if (hash < 0 || !isMarkdown(linked) && !linked.toString().endsWith(".adoc")) {
            return null;
        }
        return anchors.computeIfAbsent(linked, DocumentLinks::anchors).contains(target.substring(hash + 1))
                ? null
                : "has no such anchor";
    }

    private static String external(String target) {
        try {
            URI uri = new URI(target);
            String host = uri.getHost() == null ? "" : uri.getHost();
            boolean web = "https".equals(uri.getScheme()) && host.contains(".");
            boolean here = "http".equals(uri.getScheme()) && host.equals("localhost");
            return web || here || "mailto".equals(uri.getScheme()) ? null : "is neither an https address nor a relative link";
        } catch (URISyntaxException e) {
            return "is no address";
        }
    }

    private static Set<String> anchors(Path file) {
        boolean markdown = isMarkdown(file);
        String text = Project.read(file);
        Set<String> found = new HashSet<>();
        Map<String, Integer> slugs = new HashMap<>();
        Pattern blocks = Pattern.compile(markdown ? "^```.*?^```$" : "^----$.*?^----$", Pattern.MULTILINE | Pattern.DOTALL);
        Matcher anchor = (markdown ? MARKDOWN_ANCHOR : ASCIIDOC_ANCHOR).matcher(blankOut(blocks, text));
        while (anchor.find()) {
            if (!markdown || anchor.group(1) == null) {
                found.add(firstGroup(anchor));
            } else {
                String slug = slug(anchor.group(1));
                int before = slugs.merge(slug, 1, Integer::sum) - 1;
                found.add(before == 0 ? slug : slug + "-" + before);
            }
        }
        return found;
    }

    /** The anchor that GitHub makes of a heading. */
    static String slug(String heading) {
        return heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_\\- ]", "").replace(' ', '-');
    }

    private static String blankOut(Pattern what, String text) {
        Function<MatchResult, String> blanks = found -> found.group().replaceAll("[^\n]", " ");
        return what.matcher(text).replaceAll(blanks);
    }

    private static String firstGroup(Matcher found) {
        for (int group = 1; group <= found.groupCount(); group++) {
            if (found.group(group) != null) {
                return found.group(group);
            }
        }
        throw new IllegalStateException(found.group());
    }

    private static boolean isMarkdown(Path file) {
        return file.toString().endsWith(".md");
    }
}
