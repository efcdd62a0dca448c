import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A receiver in Java 17, with what Java brings: java Receiver.java URL TOKEN */
public class Receiver {
    private static final String RESOURCES = "/open-banking/resources/v3/resources";
    private static final String ACCOUNTS = "/open-banking/accounts/v2/accounts";
    private static final String DISCOVERY = "/open-banking/discovery/v2/status";
    private static final double LONGEST_PAUSE = 30; // seconds
    private static final int MOST_TRIES = 6;

    // Java brings no JSON: real code uses a library (Jackson, for one).
    private static final Pattern RESOURCE = Pattern.compile("\\{[^{}]*\"resourceId\"[^{}]*\\}");
    private static final Pattern NEXT = Pattern.compile("\"next\"\\s*:\\s*\"([^\"]+)\"");

    private record Resource(String id, String type, String status) {}

    /** Waits that double, up to a limit, with a little chance so that many receivers do not come back at once. */
    private static final class Doubling {
        private double nominal = 1;

        void sleep() throws InterruptedException {
            Receiver.sleep(nominal * ThreadLocalRandom.current().nextDouble(1, 1.2));
            nominal = Math.min(nominal * 2, LONGEST_PAUSE);
        }
    }

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String url;
    private final String token;
    private Set<String> types = Set.of();

    Receiver(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** Every resource of the consent. 202 means that the list is prepared: wait, longer each time. */
    List<Resource> resources() throws Exception {
        String first = url + RESOURCES + "?page-size=100";
        HttpResponse<String> answer = get(first);
        for (Doubling pause = new Doubling(); answer.statusCode() == 202; answer = get(first)) pause.sleep();
        List<Resource> found = new ArrayList<>(resourcesIn(answer.body()));
        for (Matcher next = NEXT.matcher(answer.body()); next.find(); next = NEXT.matcher(answer.body())) {
            answer = get(next.group(1));
            found.addAll(resourcesIn(answer.body()));
        }
        Set<String> seen = new HashSet<>();
        for (Resource resource : found) seen.add(resource.type());
        // A family that is new here: the directory says where it is.
        if (!types.containsAll(seen)) once(url + "/participants", false);
        types = seen;
        return found;
    }

    /** An account in detail; after a 403, the list says what became of it. */
    String account(String id) throws Exception {
        HttpResponse<String> answer = get(url + ACCOUNTS + "/" + id);
        if (answer.statusCode() == 403) resources();
        return answer.statusCode() == 200 ? answer.body() : null;
    }

    /** One call, made again when the transmitter is busy (429) or ill (5xx). */
    private HttpResponse<String> get(String address) throws Exception {
        Doubling pause = new Doubling();
        for (int tries = 1; ; tries++) {
            HttpResponse<String> answer = once(address, true);
            int status = answer.statusCode();
            if (status == 401) throw new IllegalStateException("the consent has ended, or the token has expired: do not use it again");
            if (status == 200 || status == 202 || status == 403) return answer;
            if (status != 429 && status < 500 || tries == MOST_TRIES) throw new IllegalStateException(status + " for GET " + address);
            // Is it ill, and does it know?
            if (status >= 500) once(url + DISCOVERY, false);
            var retryAfter = answer.headers().firstValue("retry-after");
            if (retryAfter.isPresent()) sleep(Double.parseDouble(retryAfter.get()));
            else pause.sleep();
        }
    }

    private HttpResponse<String> once(String address, boolean withToken) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30));
        if (withToken) request.header("authorization", "Bearer " + token).header("x-fapi-interaction-id", UUID.randomUUID().toString());
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void sleep(double seconds) throws InterruptedException {
        Thread.sleep((long) (seconds * 1000));
    }

    private static List<Resource> resourcesIn(String body) {
        return RESOURCE.matcher(body).results()
            .map(match -> new Resource(field(match.group(), "resourceId"), field(match.group(), "type"), field(match.group(), "status")))
            .toList();
    }

    private static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        return matcher.find() ? matcher.group(1) : "";
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            System.err.println("usage: java Receiver.java URL TOKEN");
            System.exit(2);
        }
        Receiver receiver = new Receiver(arguments[0], arguments[1]);
        for (Resource resource : receiver.resources()) {
            System.out.println(resource.type() + " " + resource.id() + " " + resource.status());
            if (resource.type().equals("ACCOUNT") && resource.status().equals("AVAILABLE")) receiver.account(resource.id());
        }
    }
}
